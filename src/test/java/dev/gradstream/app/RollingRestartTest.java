package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.NeedsImages;
import dev.gradstream.training.JournalBlock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;

/**
 * A cluster of three brokers that is restarted broker by broker, as for an update, while a run is
 * trained on it.
 */
@Tag("long")
@NeedsImages({RunInContainerTest.IMAGE, "testcontainers/ryuk:0.14.0"})
@Timeout(900)
final class RollingRestartTest {
  private static final int BROKERS = 3;
  private static final int EXAMPLES = 12_000;
  private static final String CLUSTER_ID = Uuid.randomUuid().toString();

  @TempDir static Path dir;
  private static final List<Integer> PORTS = new ArrayList<>();
  private static final List<GenericContainer<?>> CONTAINERS = new ArrayList<>();
  private static String servers;
  private static FaultedRuns runs;
  private static String undisturbed; // certificate

  @BeforeAll
  static void start() throws Exception {
    for (int port = 24_000; PORTS.size() < 2 * BROKERS; port++) {
      if (isFree(port)) {
        PORTS.add(port);
      }
    }
    servers =
        IntStream.range(0, BROKERS)
            .mapToObj(i -> "127.0.0.1:" + PORTS.get(i))
            .collect(Collectors.joining(","));
    for (int i = 0; i < BROKERS; i++) {
      CONTAINERS.add(broker(i));
    }
    CONTAINERS.parallelStream().forEach(GenericContainer::start);
    awaitAllInSync();
    runs = new FaultedRuns(dir, List.of("--bootstrap-servers", servers), servers);
    runs.publish(EXAMPLES);
    undisturbed = runs.undisturbed();
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  // On the host's network, so that a broker's address is the same for clients and other brokers.
  private static GenericContainer<?> broker(int i) {
    String controllers =
        IntStream.range(0, BROKERS)
            .mapToObj(b -> (b + 1) + "@127.0.0.1:" + PORTS.get(BROKERS + b))
            .collect(Collectors.joining(","));
    String data = "PLAINTEXT://127.0.0.1:" + PORTS.get(i);
    return new GenericContainer<>(RunInContainerTest.IMAGE)
        .withNetworkMode("host")
        .withEnv("CLUSTER_ID", CLUSTER_ID)
        .withEnv("KAFKA_JVM_PERFORMANCE_OPTS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
        .withEnv("KAFKA_HEAP_OPTS", "-Xmx400m")
        .withEnv("KAFKA_NODE_ID", "" + (i + 1))
        .withEnv("KAFKA_PROCESS_ROLES", "broker,controller")
        .withEnv("KAFKA_LISTENERS", data + ",CONTROLLER://127.0.0.1:" + PORTS.get(BROKERS + i))
        .withEnv("KAFKA_ADVERTISED_LISTENERS", data)
        .withEnv("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT")
        .withEnv("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT")
        .withEnv("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER")
        .withEnv("KAFKA_CONTROLLER_QUORUM_VOTERS", controllers)
        .withEnv("KAFKA_DEFAULT_REPLICATION_FACTOR", "" + BROKERS)
        .withEnv("KAFKA_MIN_INSYNC_REPLICAS", "2")
        .withEnv("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "" + BROKERS)
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "" + BROKERS)
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "2")
        .withEnv("KAFKA_TRANSACTION_STATE_LOG_NUM_PARTITIONS", "3")
        .withEnv("KAFKA_LOG_DIRS", "/tmp/kraft-combined-logs");
  }

  @AfterAll
  static void stop() {
    CONTAINERS.forEach(GenericContainer::stop);
  }

  @Test
  void a_cluster_restarted_broker_by_broker_twice_leaves_no_trace_in_a_run() throws Exception {
    Kills restarts = new Kills("rolling");
    int wanted = 2 * BROKERS;
    for (int round = 1; restarts.counted() < wanted; round++) {
      assertTrue(round <= wanted, "runs end before a broker is restarted");
      String run = "rolling-" + round;
      try (TrainerProcess trainer = runs.trainer(run)) {
        while (restarts.counted() < wanted) {
          long sequence = runs.lastSequence(run) + 20 + restarts.draw(100);
          boolean came =
              FaultedRuns.await(
                  "block " + sequence, trainer, () -> runs.lastSequence(run) >= sequence);
          restarts.grew(runs.lastSequence(run));
          if (!came) {
            break;
          }
          restart(CONTAINERS.get(restarts.counted() % BROKERS));
          restarts.happened(sequence);
        }
        runs.checkEnd(run, trainer, undisturbed);
        restarts.grew(runs.lastSequence(run));
        restarts.nextRun();
        assertEquals(
            1, runs.blocks(run).stream().map(JournalBlock::writer).distinct().count(), "writers");
      }
    }
    restarts.report(wanted);
  }

  private static void restart(GenericContainer<?> broker) throws Exception {
    broker.getDockerClient().restartContainerCmd(broker.getContainerId()).withTimeout(20).exec();
    awaitAllInSync();
  }

  /** The next broker is restarted only where no partition depends on it alone. */
  private static void awaitAllInSync() throws Exception {
    long endNanos = System.nanoTime() + FaultedRuns.PATIENCE.toNanos();
    String trouble;
    do {
      trouble = outOfSync();
      assertTrue(System.nanoTime() < endNanos, trouble);
    } while (!trouble.isEmpty());
  }

  private static String outOfSync() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      int there = admin.describeCluster().nodes().get().size();
      if (there < BROKERS) {
        return there + " brokers are there";
      }
      var topics =
          admin.describeTopics(admin.listTopics().names().get()).allTopicNames().get().values();
      return topics.stream()
          .flatMap(
              topic ->
                  topic.partitions().stream()
                      .filter(p -> p.isr().size() < p.replicas().size())
                      .map(p -> topic.name() + "-" + p.partition() + " has replicas out of sync"))
          .findFirst()
          .orElse("");
    } catch (ExecutionException unreachable) {
      return unreachable.getMessage();
    }
  }
}
