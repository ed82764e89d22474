package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.kafka.TestCluster;
import dev.gradstream.kernel.Generator;
import java.io.BufferedWriter;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ReplicaInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of a million steps of one example each, replayed: every step the same to the bit. */
@Tag("long")
@Timeout(1800)
final class MillionStepsTest {
  private static final int STEPS = 1_000_000;
  private static final String CONFIG =
      """
      run: million
      source: { topic: million, format: csv, until: end, columns: [a, b, y] }
      label: { name: y, kind: real }
      features: [ { columns: [a, b], scale: standard } ]
      window: { size: 1 }
      model: { layers: [ { dense: 1 } ], loss: squared }
      optimizer: { name: sgd, learningRate: 0.01 }
      """;

  @TempDir Path dir;

  @Test
  void a_million_steps_replay_identically() throws Exception {
    Commands commands = Commands.onTestCluster();
    Path csv = write(dir.resolve("million.csv"));
    commands.done("publish", csv.toString(), "--topic", "million", "--partitions", "2");
    Path config = Files.writeString(dir.resolve("million.yaml"), CONFIG);
    long startNanos = System.nanoTime();
    Map<String, Object> trained = commands.done("train", config.toString(), "--no-page");
    long trainedNanos = System.nanoTime();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    Map<String, Object> replayed = commands.done("replay", "million");
    long replayedNanos = System.nanoTime();

    assertEquals(STEPS, trained.get("steps"));
    assertEquals(true, replayed.get("identical"));
    assertEquals(STEPS, replayed.get("steps"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));
    System.out.printf(
        "%,d steps: trained in %.1f s, replayed in %.1f s with a peak of %d MB of heap, broker included; journal %.1f MB%n",
        STEPS,
        (trainedNanos - startNanos) / 1e9,
        (replayedNanos - trainedNanos) / 1e9,
        pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20,
        size("million.journal") / 1e6);
  }

  private static java.util.stream.Stream<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP);
  }

  private static Path write(Path csv) throws Exception {
    Generator generator = Generator.of(5, 0);
    try (BufferedWriter lines = Files.newBufferedWriter(csv)) {
      lines.write("a,b,y\n");
      for (int i = 0; i < STEPS; i++) {
        double a = generator.nextDouble();
        double b = generator.nextDouble();
        lines.write(a + "," + b + "," + (3 * a - 2 * b + generator.gaussian() / 10) + "\n");
      }
    }
    return csv;
  }

  private static long size(String topic) throws Exception {
    Map<String, Object> properties =
        Map.of("bootstrap.servers", TestCluster.connection().bootstrapServers());
    try (Admin admin = Admin.create(properties)) {
      return admin
          .describeLogDirs(java.util.List.of(1))
          .allDescriptions()
          .get()
          .get(1)
          .values()
          .stream()
          .map(dir -> dir.replicaInfos().get(new TopicPartition(topic, 0)))
          .mapToLong(ReplicaInfo::size)
          .sum();
    }
  }
}
