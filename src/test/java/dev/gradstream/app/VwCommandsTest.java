package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.SharedData;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file of Vowpal Wabbit's, from publish to replay. */
@Timeout(120)
final class VwCommandsTest {
  @TempDir Path directory;
  private final Commands commands = Commands.onTestCluster();

  @Test
  void a_file_of_vowpal_wabbits_is_published_inspected_trained_on_and_replayed()
      throws IOException {
    String topic = TestCluster.newName("phishing-vw");
    Path file = directory.resolve("phishing.vw.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(phishing().getBytes(StandardCharsets.UTF_8));
    }
    Map<String, Object> published = commands.done("publish", file.toString(), "--topic", topic);
    assertEquals(List.of("label", "tag", "features", "more"), published.get("columns"));
    Path config = directory.resolve("phishing.yaml");
    Map<String, Object> found = commands.done("inspect", "--topic", topic, "-o", config.toString());
    assertEquals("lines of Vowpal Wabbit's text format", found.get("form"));
    assertEquals("label", found.get("label"));
    assertTrue(Files.readString(config).contains("encode: bag"), Files.readString(config));
    Map<String, Object> trained = commands.done("train", config.toString(), "--no-page");
    assertEquals(1250, trained.get("examples"));
    Map<String, Object> figures = Commands.inner(trained, "figures");
    assertTrue(Commands.number(figures, "accuracy") > 0.8, figures.toString());
    assertEquals(true, commands.done("replay", topic).get("identical"));
  }

  @Test
  void a_line_that_is_none_leaves_nothing_behind_and_is_named() throws IOException {
    Path file = Files.writeString(directory.resolve("bad.vw"), "1 |f a:1\n1 |f a:x\n");
    commands.refused(
        ExitStatus.FAILED,
        "bad.vw:2: expected a line of Vowpal Wabbit's",
        "publish",
        file.toString(),
        "--topic",
        TestCluster.newName("bad"));
  }

  // Half of the columns with their values, half of them as words.
  private static String phishing() throws IOException {
    List<String> lines = Files.readAllLines(SharedData.file("phishing.csv"));
    String[] names = lines.getFirst().split(",");
    StringBuilder vw = new StringBuilder();
    for (int r = 1; r < lines.size(); r++) {
      String[] values = lines.get(r).split(",");
      int last = values.length - 1;
      vw.append(values[last].equals("1") ? "1" : "-1").append(" 'row").append(r).append('|');
      for (int c = 0; c < last; c++) {
        vw.append(c == 4 ? " |more" : "");
        vw.append(' ').append(names[c]).append(c < 4 ? ":" : "=").append(values[c]);
      }
      vw.append('\n');
    }
    return vw.toString();
  }
}
