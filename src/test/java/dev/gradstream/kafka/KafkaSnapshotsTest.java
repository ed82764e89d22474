package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.codec.SnapshotChunks;
import dev.gradstream.codec.SnapshotIndexes.Entry;
import dev.gradstream.pipeline.SnapshotStoreContract;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StoredSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeader;
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
            topics.snapshots(), 0, SnapshotKeys.chunk("b60", 0), new byte[1 << 20]));
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
      long cut =
          KafkaJournalTest.records(topics.snapshots()).stream()
                  .filter(record -> Arrays.equals(record.key(), SnapshotKeys.chunk("b60", 0)))
                  .findFirst()
                  .orElseThrow()
                  .offset()
              + 1;
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

  @Test
  void a_pin_that_comes_before_the_deletion_prevents_it() {
    String run = newRun();
    RunTopics topics = RunTopics.of(run);
    KafkaConnection connection = TestCluster.connection();
    try (SnapshotStore store = open(run);
        SingleWriter writer =
            new SingleWriter(connection, run, topics.transactionalId("snapshots"), Map.of())) {
      for (int step = 10; step <= 30; step += 10) {
        store.write(snapshot(step, 100)).block(PATIENCE);
      }
      SnapshotWriting[] writing = new SnapshotWriting[1];
      writer.call(() -> writing[0] = SnapshotWriting.begin(connection, topics, writer));
      var all = SnapshotListing.read(connection, topics.snapshots()).entries();
      store.pin(store.list().get(1), "just.in.time");
      assertThrows(
          SingleWriter.UnknownOutcome.class,
          () ->
              writer.call(
                  () -> {
                    try (SnapshotWriting ours = writing[0]) {
                      ours.delete(all.subList(0, 2));
                    }
                    return null;
                  }));
      assertEquals(3, store.list().size());
      assertEquals(10, store.newest(10).orElseThrow().step());
    }
    try (SnapshotStore store = open(run)) {
      store.write(snapshot(40, 100)).block(PATIENCE); // nothing was left open
      assertEquals(40, awaitNewest(store, 40));
    }
  }

  @Test
  void a_pin_between_the_chunks_of_a_snapshot_does_not_break_it() {
    String run = newRun();
    RunTopics topics = RunTopics.of(run);
    KafkaConnection connection = TestCluster.connection();
    try (SnapshotStore store = open(run)) {
      store.write(snapshot(10, 100)).block(PATIENCE);
      StoredSnapshot first = store.list().getFirst();
      try (Producer<byte[], byte[]> pinning = connection.producer(Map.of(), Map.of());
          SingleWriter writer =
              new SingleWriter(connection, run, topics.transactionalId("snapshots"), Map.of())) {
        writer.call(
            () -> {
              SnapshotWriting.begin(connection, topics, writer).close();
              writer.transact(
                  producer -> {
                    var chunks =
                        SnapshotChunks.chunks(snapshot(20, 700_000), KafkaSnapshots.CHUNK_BYTES);
                    long[] offsets = new long[chunks.size()];
                    for (int i = 0; i < chunks.size(); i++) {
                      offsets[i] =
                          send(producer, topics, SnapshotKeys.chunk("b60", i), chunks.get(i));
                      send(pinning, topics, SnapshotKeys.pin(30, "pin." + i), new byte[0]);
                    }
                    byte[] manifest =
                        SnapshotChunks.manifest(
                            snapshot(20, 700_000), KafkaSnapshots.CHUNK_BYTES, offsets[0]);
                    long at = send(producer, topics, SnapshotKeys.manifest("b60"), manifest);
                    var listing = SnapshotListing.read(connection, topics.snapshots());
                    Entry entry =
                        new Entry(
                            "b60",
                            20,
                            40,
                            60,
                            2_800_000,
                            chunks.size(),
                            offsets[0],
                            at,
                            0,
                            new TreeSet<>());
                    send(producer, topics, SnapshotKeys.INDEX, listing.with(entry).encoded());
                  });
              writer.fence(); // waits until readers see it
              return null;
            });
      }
      assertEquals(20, store.newest(Long.MAX_VALUE).orElseThrow().step());
      assertEquals(first.step(), store.list().getFirst().step());
      assertEquals(Set.of("pin.0", "pin.1", "pin.2"), store.list().getFirst().pins());
    }
  }

  private static long send(
      Producer<byte[], byte[]> producer, RunTopics topics, byte[] key, byte[] value) {
    try {
      var sent = producer.send(new ProducerRecord<>(topics.snapshots(), 0, key, value));
      producer.flush();
      return sent.get().offset();
    } catch (InterruptedException | ExecutionException failed) {
      throw new IllegalStateException(failed);
    }
  }

  @Test
  void snapshots_of_the_version_without_an_index_are_found_and_make_room() {
    String run = newRun();
    RunTopics topics = RunTopics.of(run);
    new KafkaTopics(TestCluster.connection())
        .create(topics.snapshots(), 1, topics.snapshotTopic().configs());
    try (Producer<byte[], byte[]> old = TestCluster.connection().producer(Map.of(), Map.of())) {
      long previous = -1;
      for (int step = 10, slot = 0; step <= 30; step += 10, slot = 1 - slot) {
        var chunks = SnapshotChunks.chunks(snapshot(step, 100), KafkaSnapshots.CHUNK_BYTES);
        long chunk = send(old, topics, SnapshotKeys.chunk("" + slot, 0), chunks.getFirst());
        byte[] manifest =
            SnapshotChunks.manifest(snapshot(step, 100), KafkaSnapshots.CHUNK_BYTES, chunk);
        byte[] link = ByteBuffer.allocate(Long.BYTES).putLong(previous).array();
        old.send(
            new ProducerRecord<>(
                topics.snapshots(),
                0,
                SnapshotKeys.manifest("" + slot),
                manifest,
                List.of(new RecordHeader("previous", link))));
        previous = chunk + 1;
      }
    }
    try (SnapshotStore store = open(run)) {
      assertEquals(List.of(30L, 60L, 90L), blocks(store));
      assertEquals(20, store.newest(29).orElseThrow().step());
      for (int step = 40; step <= 90; step += 10) {
        store.write(snapshot(step, 100)).block(PATIENCE);
      }
      assertEquals(10, store.newest(10).orElseThrow().step());
      assertFalse(blocks(store).contains(60L), () -> blocks(store).toString());
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
