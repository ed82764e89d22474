package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;

/** The page that lists every command is what the commands say of themselves. */
final class CommandReferenceTest {
  private static final Path PAGE = Path.of("docs/reference/commands.md");
  private static final int WIDTH = 100;

  @CommandLine.Command(name = "gradstream")
  static final class Program {}

  static CommandLine program() {
    CommandLine program = new CommandLine(new Program());
    Main.commands(new Captured(false).context).forEach(program::addSubcommand);
    return program;
  }

  private static String reference() {
    StringJoiner page = new StringJoiner("\n", "", "\n");
    page.add("# Commands").add("");
    page.add(
        "Results go to standard output (`--json`: as one JSON object), progress and messages to standard error.");
    page.add("Exit status: 0 done, 1 failed, 2 wrong usage or configuration, 130 after Ctrl-C.");
    program()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              command.setUsageHelpWidth(WIDTH);
              page.add("").add("## " + name).add("").add("```");
              page.add(command.getUsageMessage(Ansi.OFF).stripTrailing());
              page.add("```");
            });
    return page.toString();
  }

  @Test
  void the_reference_page_is_the_commands_own_help() throws IOException {
    if (Boolean.getBoolean("gradstream.write.reference")) {
      Files.writeString(PAGE, reference());
    }
    assertEquals(
        reference(),
        Files.readString(PAGE),
        PAGE + " is out of date: run this test with -Dgradstream.write.reference=true");
  }

  @Test
  void every_command_and_every_option_says_what_it_does() {
    program()
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertTrue(command.getCommandSpec().usageMessage().description().length > 0, name);
              for (OptionSpec option : command.getCommandSpec().options()) {
                assertTrue(option.description().length > 0, name + " " + option.longestName());
                assertFalse(option.description()[0].isBlank(), name + " " + option.longestName());
              }
            });
  }
}
