package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.SharedData;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a topic that nobody described to a trained run, by the program's commands alone. */
@Timeout(120)
final class InspectCommandTest {
  @TempDir Path directory;
  private final Commands commands = Commands.onTestCluster();

  private Map<String, Object> inspected(String topic, String... more) {
    List<String> words = new ArrayList<>(List.of("inspect", "--topic", topic));
    words.addAll(List.of(more));
    words.addAll(List.of("--output", directory.resolve(topic + ".yaml").toString()));
    return commands.done(words.toArray(String[]::new));
  }

  private Map<String, Object> trained(String topic) {
    return commands.done("train", directory.resolve(topic + ".yaml").toString(), "--no-page");
  }

  @Test
  void a_topic_of_lines_trains_with_the_configuration_proposed() {
    String topic = TestCluster.newName("wine");
    String csv = SharedData.file("winequality-white.csv").toString();
    commands.done("publish", csv, "--topic", topic, "--columns", "a,b,c,d,e,f,g,h,i,j,k,quality");
    Map<String, Object> found = inspected(topic);
    assertEquals(1_000, found.get("looked"));
    assertEquals(0, found.get("unreadable"));
    assertEquals("c12", found.get("label"));
    Map<String, Object> trained = trained(topic);
    assertEquals(4_898, trained.get("examples"));
    Map<String, Object> figures = Commands.inner(trained, "figures");
    assertTrue(
        Commands.number(figures, "mae") < Commands.number(figures, "baseline.mean.mae"),
        figures.toString());
  }

  @Test
  void a_topic_of_avro_trains_with_the_schema_given() throws IOException {
    String topic = TestCluster.newName("digits");
    String images = SharedData.file("mnist-60k-images-idx3-ubyte.gz").toString();
    String labels = SharedData.file("mnist-60k-labels-idx1-ubyte.gz").toString();
    Map<String, Object> published =
        commands.done("publish", images, "--labels", labels, "--topic", topic, "--limit", "500");
    Path schema = directory.resolve("image.avsc");
    Files.writeString(schema, published.get("schema").toString());
    Map<String, Object> found = inspected(topic, "--schema", schema.toString());
    assertEquals("label", found.get("label"));
    assertEquals(785, ((List<?>) found.get("columns")).size());
    assertEquals(500, trained(topic).get("examples"));
  }

  @Test
  void a_file_that_is_there_is_left_alone() throws IOException {
    Path mine = Files.writeString(directory.resolve("mine.yaml"), "mine");
    Captured captured = new Captured(false);
    int status = captured.run("inspect", "--topic", "t", "-o", mine.toString());
    assertEquals(ExitStatus.USAGE, status);
    assertTrue(captured.err().contains("is there already"), captured.err());
    assertEquals("mine", Files.readString(mine));
  }
}
