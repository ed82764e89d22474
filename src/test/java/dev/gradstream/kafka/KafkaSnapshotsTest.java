package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.FencedException;
import dev.gradstream.pipeline.SnapshotStore;
import dev.gradstream.pipeline.SnapshotStoreContract;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Kafka's snapshots keep the contract, and survive what a topic does to them. */
class KafkaSnapshotsTest extends SnapshotStoreContract {

  @Override
  protected SnapshotStore open(String run) {
    return new KafkaSnapshots(TestCluster.connection(), RunTopics.of(run));
  }

  @Override
  protected void breakSnapshot(String run, long step) {
    SnapshotBreaker.breakNewest(TestCluster.connection(), RunTopics.of(run));
  }

  @Test
  void a_snapshot_that_a_killed_writer_left_half_written_is_not_seen() {
    String run = newRun();
    RunTopics topics = RunTopics.of(run);
    try (SnapshotStore store = open(run)) {
      store.write(snapshot(10, 100)).block(PATIENCE);
    }
    Producer<byte[], byte[]> killed =
        TestCluster.connection()
            .producer(Map.of(), Map.of("transactional.id", topics.transactionalId("snapshots")));
    killed.initTransactions();
    killed.beginTransaction();
    killed.send(
        new ProducerRecord<>(
            topics.snapshots(), 0, ManifestRecord.chunkKey(1, 0), new byte[1 << 20]));
    killed.flush();
    try (SnapshotStore store = open(run)) {
      assertEquals(10, store.newest(Long.MAX_VALUE).orElseThrow().step());
      store.write(snapshot(20, 700_000)).block(PATIENCE);
      assertEquals(20, awaitNewest(store, 20));
      assertEquals(10, store.newest(19).orElseThrow().step());
    }
    killed.close(Duration.ZERO);
  }

  @Test
  void a_writer_that_was_taken_over_is_fenced_for_good() {
    String run = newRun();
    try (SnapshotStore zombie = open(run);
        SnapshotStore successor = open(run)) {
      zombie.write(snapshot(10, 100)).block(PATIENCE);
      successor.write(snapshot(20, 100)).block(PATIENCE);
      for (int i = 0; i < 2; i++) {
        assertThrows(FencedException.class, () -> zombie.write(snapshot(30, 100)).block(PATIENCE));
      }
      successor.write(snapshot(40, 100)).block(PATIENCE);
      assertEquals(40, awaitNewest(successor, 40));
    }
  }

  @Test
  void what_compaction_took_away_is_passed_over() {
    String run = newRun();
    RunTopics topics = RunTopics.of(run);
    // A broker lets nobody delete records of a topic that it only compacts.
    new KafkaTopics(TestCluster.connection())
        .create(topics.snapshots(), 1, Map.of("cleanup.policy", "compact,delete"));
    try (SnapshotStore store = open(run)) {
      store.write(snapshot(10, 100)).block(PATIENCE);
      store.write(snapshot(20, 700_000)).block(PATIENCE);
      assertEquals(20, awaitNewest(store, 20));
      // The first chunk of step 20 and all of step 10: what is left of 20 is not whole.
      long cut = KafkaJournalTest.records(topics.snapshots()).get(2).offset() + 1;
      new KafkaTopics(TestCluster.connection())
          .with(
              "",
              admin ->
                  KafkaTopics.get(
                      admin
                          .deleteRecords(
                              Map.of(
                                  new TopicPartition(topics.snapshots(), 0),
                                  RecordsToDelete.beforeOffset(cut)))
                          .all()));
      assertTrue(store.newest(Long.MAX_VALUE).isEmpty());
      store.write(snapshot(30, 700_000)).block(PATIENCE);
      assertEquals(30, awaitNewest(store, 30));
    }
  }

  @Test
  void reading_does_not_fence_the_writer() {
    String run = newRun();
    try (SnapshotStore writer = open(run);
        SnapshotStore reader = open(run)) {
      writer.write(snapshot(10, 100)).block(PATIENCE);
      assertEquals(10, awaitNewest(reader, 10));
      writer.write(snapshot(20, 100)).block(PATIENCE);
      assertEquals(20, awaitNewest(reader, 20));
    }
  }

  /** What was written is seen when the broker has written the transaction's marker. */
  private static long awaitNewest(SnapshotStore store, long step) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    long newest;
    do {
      newest = store.newest(Long.MAX_VALUE).orElseThrow().step();
    } while (newest != step && System.nanoTime() < deadline);
    return newest;
  }
}
