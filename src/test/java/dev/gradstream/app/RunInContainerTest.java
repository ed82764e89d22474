package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.NeedsImages;
import dev.gradstream.kafka.TestCluster;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.kafka.KafkaContainer;

/** The whole pipeline by the program's commands on the broker that people run. */
@NeedsImages({RunInContainerTest.IMAGE, "testcontainers/ryuk:0.14.0"})
@Timeout(180)
final class RunInContainerTest {
  static final String IMAGE = "apache/kafka:4.4.0";
  private static final int EXAMPLES = 3_000;
  // Of its own: the embedded broker is shared with other tests.
  private static final String TOPIC = TestCluster.newName("contained");

  private static KafkaContainer kafka;

  @TempDir Path dir;

  @BeforeAll
  static void start() {
    kafka =
        new KafkaContainer(IMAGE)
            .withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1");
    kafka.start();
  }

  @AfterAll
  static void stop() {
    kafka.stop();
  }

  @Test
  void what_is_published_is_learned_replayed_and_measured_as_on_the_embedded_broker()
      throws Exception {
    String csv = FriedmanFile.write(dir.resolve("friedman.csv"), EXAMPLES).toString();
    String config = FriedmanFile.writeConfig(dir.resolve("config.yaml"), "contained").toString();
    Map<String, Object> embedded = learn(Commands.onTestCluster(), csv, config);

    Commands commands = Commands.on(kafka.getBootstrapServers());
    Map<String, Object> trained = learn(commands, csv, config);
    assertEquals(EXAMPLES, trained.get("examples"));
    assertEquals(embedded.get("certificate"), trained.get("certificate"));
    assertEquals(embedded.get("figures"), trained.get("figures"));

    Map<String, Object> replayed = commands.done("replay", "contained");
    assertEquals(true, replayed.get("identical"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));

    checkMetrics(trained, PublishedMetrics.read(kafka.getBootstrapServers(), "contained.metrics"));
  }

  private static Map<String, Object> learn(Commands commands, String csv, String config) {
    commands.done("publish", csv, "--topic", TOPIC, "--partitions", "3");
    return commands.done("train", config, "--no-page", "--set", "source.topic=" + TOPIC);
  }

  private static void checkMetrics(Map<String, Object> trained, List<GenericRecord> metrics) {
    long step = 0;
    for (GenericRecord event : metrics) {
      assertEquals("contained", event.get("run").toString());
      assertEquals(step + 1, event.get("firstStep"), "a step without metrics, or with two");
      step = (long) event.get("lastStep");
      assertEquals(0.01, event.get("learningRate"));
      assertTrue((double) event.get("loss") > 0 && (double) event.get("gradientNorm") > 0);
    }
    GenericRecord last = metrics.getLast();
    assertEquals(((Number) trained.get("steps")).longValue(), last.get("lastStep"));
    assertEquals((long) EXAMPLES, last.get("examples"));
    assertEquals(0L, last.get("rejected"));
    Map<?, ?> figures = (Map<?, ?>) last.get("figures");
    assertEquals(
        Commands.number(Commands.inner(trained, "figures"), "rmse"), figures.get(new Utf8("rmse")));
  }
}
