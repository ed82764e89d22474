package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
  private final Captured captured = new Captured(false);

  @Test
  void help_is_a_result_and_lists_every_command() {
    assertEquals(ExitStatus.DONE, captured.run("--help"));
    for (Command command : Main.commands(captured.context)) {
      String name = command.getClass().getAnnotation(picocli.CommandLine.Command.class).name();
      assertTrue(captured.out().contains("  " + name + " "), captured.out());
    }
    assertEquals("", captured.err());
  }

  @Test
  void every_command_explains_itself_and_takes_the_common_options() {
    for (Command command : Main.commands(captured.context)) {
      Captured own = new Captured(false);
      String name = command.getClass().getAnnotation(picocli.CommandLine.Command.class).name();
      assertEquals(ExitStatus.DONE, own.run(name, "--help"), name);
      for (String option : new String[] {"--bootstrap-servers", "--data-dir", "--json", "-v"}) {
        assertTrue(own.out().contains(option), name + " has no " + option);
      }
    }
  }

  @Test
  void the_version_names_program_and_java() {
    assertEquals(ExitStatus.DONE, captured.run("--version"));
    assertTrue(captured.out().matches("(?s)gradstream \\S+\\s+Java .*"), captured.out());
  }

  @Test
  void no_command_at_all_is_answered_with_the_help() {
    assertEquals(ExitStatus.USAGE, captured.run());
    assertTrue(captured.err().contains("Usage: gradstream"), captured.err());
    assertEquals("", captured.out());
  }

  @Test
  void a_mistyped_command_is_answered_with_the_nearest_one() {
    assertEquals(ExitStatus.USAGE, captured.run("publsh"));
    assertTrue(captured.err().contains("publsh"), captured.err());
    assertTrue(captured.err().contains("Did you mean: gradstream publish"), captured.err());
    assertEquals("", captured.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65"})
  void a_number_of_threads_that_cannot_be_is_wrong_usage(String threads) {
    assertEquals(ExitStatus.USAGE, captured.run("runs", "--threads", threads));
    assertTrue(
        captured.err().startsWith("gradstream: --threads " + threads + ": expected 1 to 64"),
        captured.err());
    assertEquals("", captured.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--topik", "--topic", "-x"})
  void a_wrong_option_is_wrong_usage(String option) {
    assertEquals(ExitStatus.USAGE, captured.run("publish", "file.csv", option));
    assertTrue(captured.err().startsWith("gradstream: "), captured.err());
    assertTrue(captured.err().contains("gradstream publish --help"), captured.err());
    assertEquals("", captured.out());
  }
}
