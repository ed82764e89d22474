package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.lab.Experiments;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LabCommandTest {
  @TempDir Path folder;

  private static Captured lab(int status, String... words) {
    Captured captured = new Captured(false);
    String[] all = new String[words.length + 1];
    all[0] = "lab";
    System.arraycopy(words, 0, all, 1, words.length);
    assertEquals(status, captured.run(all), captured::err);
    return captured;
  }

  @Test
  void alone_it_lists_the_experiments() {
    String listed = lab(0).out();
    Experiments.all().forEach(one -> assertTrue(listed.contains(one.question()), one.name()));
  }

  @Test
  void an_experiment_tells_its_numbers_and_puts_its_picture_into_the_folder() throws Exception {
    String told = lab(0, "penalty", "-o", folder.toString()).out();
    assertTrue(told.contains("least at v = 19.6"), told);
    Path picture = folder.resolve("penalty.svg");
    assertEquals(
        Files.readString(Path.of("docs/images/lab/penalty.svg")), Files.readString(picture));
  }

  @ParameterizedTest
  @ValueSource(strings = {"penalti", "penalty --all", "-o .", "penalty -o none"})
  void what_is_meant_by_nobody_is_refused_in_one_line(String words) {
    String said = lab(2, words.split(" ")).err();
    assertTrue(said.startsWith("gradstream: "), said);
    assertEquals(1, said.lines().count(), said);
  }
}
