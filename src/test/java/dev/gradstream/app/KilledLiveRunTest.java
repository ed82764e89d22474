package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.broker.BrokerLease;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that learns from a topic while it is written to, and whose trainer is killed meanwhile: how
 * its windows were cut depends on the moment, and its replay agrees all the same.
 */
@Timeout(1800)
final class KilledLiveRunTest {
  private static final String TOPIC = "live";

  @TempDir Path dir;
  private FaultedRuns runs;

  @Test
  void a_live_run_killed_twice_agrees_with_its_replay_and_used_each_record_once() throws Exception {
    learnThroughKills(2);
  }

  @Test
  @Tag("long")
  void a_live_run_killed_thirty_times_agrees_with_its_replay_and_used_each_record_once()
      throws Exception {
    learnThroughKills(30);
  }

  private void learnThroughKills(int wanted) throws Exception {
    Path data = dir.resolve("data");
    BrokerLease lease = BrokerLease.acquire(data, line -> {});
    ProcessHandle broker = ProcessHandle.of(lease.pid()).orElseThrow();
    Map<String, Object> properties =
        Map.of("bootstrap.servers", lease.bootstrapServers(), "linger.ms", 0);
    try (lease;
        var producer =
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      runs = new FaultedRuns(dir, List.of("--data-dir", data.toString()), lease.bootstrapServers());
      new KafkaTopics(runs.connection()).create(TOPIC, FaultedRuns.PARTITIONS, Map.of());
      learnThroughKills(wanted, new Arriving(producer, 2_000 + 400 * wanted));
    }
    broker.destroy();
    broker.onExit().get(60, TimeUnit.SECONDS);
  }

  private void learnThroughKills(int wanted, Arriving arriving) throws Exception {
    Kills kills = new Kills("live");
    while (kills.counted() < wanted) {
      long sequence = runs.lastSequence("live") + 2 + kills.draw(40);
      try (TrainerProcess trainer = trainer(arriving)) {
        boolean came =
            FaultedRuns.await(
                "block " + sequence,
                trainer,
                () -> {
                  arriving.some(8);
                  return runs.lastSequence("live") >= sequence;
                });
        assertTrue(came, trainer.err());
        kills.grew(runs.lastSequence("live"));
      }
      kills.happened(runs.lastSequence("live"));
    }
    arriving.some(Integer.MAX_VALUE);
    try (TrainerProcess trainer = trainer(arriving)) {
      assertEquals(ExitStatus.DONE, trainer.status(), trainer.err());
      Map<String, Object> result = Commands.object(trainer.out());
      assertEquals(arriving.total, result.get("examples"));
      runs.checkJournal("live", (String) result.get("certificate"), TOPIC);
    }
    kills.report(wanted);
  }

  private TrainerProcess trainer(Arriving arriving) throws Exception {
    return runs.trainer(
        "live",
        "source.topic=" + TOPIC,
        "source.until=never",
        "window.maxWait=20ms",
        "stop.examples=" + arriving.total);
  }

  /** Examples that arrive while the test goes on. */
  private static final class Arriving {
    private final FriedmanStream stream = new FriedmanStream(3, 1_000);
    private final KafkaProducer<byte[], byte[]> producer;
    private final int total;
    private int sent;

    Arriving(KafkaProducer<byte[], byte[]> producer, int total) {
      this.producer = producer;
      this.total = total;
    }

    void some(int most) {
      for (int i = 0; i < most && sent < total; i++) {
        stream.next();
        producer.send(
            new ProducerRecord<>(TOPIC, sent++ % FaultedRuns.PARTITIONS, null, stream.csv()));
      }
      producer.flush();
    }
  }
}
