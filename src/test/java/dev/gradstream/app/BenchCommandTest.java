package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {
  private final Commands commands = Commands.onTestCluster();

  @Test
  @SuppressWarnings("unchecked")
  void every_pass_is_measured_and_nothing_is_left_behind(@TempDir Path dir) throws Exception {
    Path plot = dir.resolve("bench.svg");
    Map<String, Object> result =
        commands.done(
            "bench",
            "--records",
            "3000",
            "--rounds",
            "1",
            "--model",
            "4-8-1",
            "--window",
            "64,16",
            "--plot",
            plot.toString());
    List<Map<String, Object>> comparisons = (List<Map<String, Object>>) result.get("comparisons");
    assertEquals(
        List.of("4-8-1, windows of 64", "4-8-1, windows of 16"),
        comparisons.stream().map(one -> one.get("name")).toList());
    int window = 64;
    for (Map<String, Object> one : comparisons) {
      assertEquals(1, Commands.number(Commands.inner(one, "bare"), "shareOfBareConsumer"));
      for (String kind : List.of("bare", "decode", "train", "full", "replay")) {
        assertTrue(Commands.number(Commands.inner(one, kind), "examplesPerSecond") > 0, kind);
      }
      Map<String, Object> full = Commands.inner(one, "full");
      assertEquals((3000 + window - 1) / window, Commands.number(full, "steps"));
      Map<String, Object> stages = Commands.inner(full, "nanosPerExample");
      assertEquals(
          List.of("poll", "decode", "window", "learn", "commit", "other"),
          List.copyOf(stages.keySet()));
      assertTrue(Commands.number(stages, "learn") > 0);
      window = 16;
    }
    String svg = Files.readString(plot);
    assertTrue(svg.startsWith("<svg") && svg.contains("4-8-1, windows of 16"), svg);
    List<String> left = new KafkaTopics(TestCluster.connection()).names();
    assertTrue(left.stream().noneMatch(topic -> topic.startsWith("bench-")), left::toString);
  }

  @Test
  @SuppressWarnings("unchecked")
  void a_topic_that_exists_is_measured_by_its_configuration_and_kept(@TempDir Path dir)
      throws Exception {
    String topic = TestCluster.newName("measured");
    Path csv = dir.resolve("plane.csv");
    StringBuilder lines = new StringBuilder("a,b,y\n");
    for (int i = 0; i < 2000; i++) {
      lines.append("%d,%d,%d%n".formatted(i % 7, i % 5, i % 7 + i % 5));
    }
    Files.writeString(csv, lines);
    commands.done("publish", csv.toString(), "--topic", topic);
    Path config = dir.resolve("plane.yaml");
    Files.writeString(
        config,
        """
        run: plane
        source: { topic: %s, format: csv, columns: [a, b, y], from: earliest, until: never }
        label: { name: y, kind: real }
        features: [ { columns: [a, b] } ]
        window: { size: 100 }
        model: { layers: [ { dense: 1 } ], loss: squared }
        optimizer: { name: sgd, learningRate: 0.01 }
        """
            .formatted(topic));
    Map<String, Object> result =
        commands.done("bench", config.toString(), "--rounds", "1", "--set", "window.size=50");
    Map<String, Object> measured =
        ((List<Map<String, Object>>) result.get("comparisons")).getFirst();
    assertEquals(40, Commands.number(Commands.inner(measured, "full"), "steps"));
    assertTrue(new KafkaTopics(TestCluster.connection()).exists(topic));
  }

  @Test
  @SuppressWarnings("unchecked")
  void a_topic_of_classes_that_has_a_name_is_learned_kept_and_measured_again() {
    String topic = TestCluster.newName("kept");
    Map<String, Object> result = null;
    for (String records : List.of("20000", "5000")) { // the second time it is there
      result =
          commands.done(
              "bench",
              "--topic",
              topic,
              "--records",
              records,
              "--rounds",
              "1",
              "--model",
              "200-16-4",
              "--window",
              "32");
      assertTrue(new KafkaTopics(TestCluster.connection()).exists(topic));
    }
    Map<String, Object> one = ((List<Map<String, Object>>) result.get("comparisons")).getFirst();
    for (String kind : List.of("train", "full")) {
      Map<String, Object> pass = Commands.inner(one, kind);
      assertEquals(20_000 / 32, Commands.number(pass, "steps"));
      double loss = Commands.number(pass, "loss"); // log 4 = 1.39 knows nothing
      assertTrue(loss > 0 && loss < 1.2, kind + " ended at a loss of " + loss);
    }
    commands.refused(
        ExitStatus.FAILED,
        "topic '%s': none of its records can be used for 300-4".formatted(topic),
        "bench",
        "--topic",
        topic,
        "--model",
        "300-4");
  }

  @Test
  void a_paced_producer_shows_how_long_a_record_takes_to_its_committed_step() {
    Map<String, Object> result =
        commands.done(
            "bench", "--rate", "500", "--seconds", "1", "--model", "4-1", "--window", "16");
    double records = Commands.number(result, "records");
    assertTrue(records > 0 && records <= 500 * 6, result::toString);
    double typical = Commands.number(result, "p50");
    assertTrue(typical >= 0 && typical <= Commands.number(result, "p100"), result::toString);
    double late = Commands.number(result, "secondsLate");
    assertTrue(late >= 0 && late < 60, result::toString);
  }

  @Test
  void what_cannot_be_measured_is_refused() {
    commands.refused(ExitStatus.USAGE, "--model 32-0: expected", "bench", "--model", "32-0");
    for (String other : List.of("16-1", "8-10")) {
      commands.refused(
          ExitStatus.USAGE,
          "--model " + other + ": expected as many features and classes as 8-1",
          "bench",
          "--model",
          "8-1," + other);
    }
    commands.refused(
        ExitStatus.USAGE, "--topic t: expected", "bench", "--topic", "t", "--rate", "1");
    commands.refused(
        ExitStatus.USAGE, "source.topic=t", "bench", "--topic", "t", "examples/mnist.yaml");
    commands.refused(ExitStatus.USAGE, "--records 10: expected", "bench", "--records", "10");
    commands.refused(ExitStatus.USAGE, "--rate 0.0: expected", "bench", "--rate", "0");
    commands.refused(ExitStatus.USAGE, "no.yaml", "bench", "no.yaml");
    commands.refused(ExitStatus.USAGE, "--plot", "bench", "--plot", "/no/such/folder/bench.svg");
  }
}
