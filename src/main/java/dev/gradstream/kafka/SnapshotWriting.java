package dev.gradstream.kafka;

import dev.gradstream.codec.SnapshotChunks;
import dev.gradstream.codec.SnapshotIndexes.Entry;
import dev.gradstream.pipeline.port.SnapshotLadder;
import dev.gradstream.training.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The writing side of a snapshots topic while one writer has it. Lives on that writer's thread.
 *
 * <p>Pins are written by others at any moment; the log decides who was first. What is to go is
 * marked at the beginning of a transaction, and every pin that lies before that place is then read:
 * if one of them is on a snapshot that was to go, the transaction is given up. A pin that lies
 * behind it finds the snapshot gone, and says so.
 */
final class SnapshotWriting implements AutoCloseable {

  private static final Duration VISIBLE_PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_NS = Duration.ofMillis(5).toNanos();

  private final RunTopics topics;
  private final SingleWriter writer;
  private final LogReader log; // kept open: a client of Kafka's takes longer to make than to ask
  private SnapshotListing listing;

  private SnapshotWriting(
      RunTopics topics, SingleWriter writer, LogReader log, SnapshotListing listing) {
    this.topics = topics;
    this.writer = writer;
    this.log = log;
    this.listing = listing;
  }

  /** Makes the topic, takes it over and looks at what is there. */
  static SnapshotWriting begin(KafkaConnection connection, RunTopics topics, SingleWriter writer) {
    new KafkaTopics(connection)
        .with(
            "creating topic " + topics.snapshots(),
            admin -> {
              KafkaTopics.create(admin, List.of(topics.snapshotTopic()));
              return null;
            });
    // A snapshot that was told to be there was seen whole; any other can be made again.
    var only = List.of(new TopicPartition(topics.snapshots(), 0));
    writer.fence(new LostMarkers(connection, only, false));
    LogReader log = LogReader.ofExisting(connection, topics.snapshots());
    try {
      return new SnapshotWriting(topics, writer, log, SnapshotListing.read(log));
    } catch (RuntimeException failed) {
      log.close();
      throw failed;
    }
  }

  /** Returns when readers see the snapshot whole. */
  void add(Snapshot snapshot) {
    SnapshotListing[] added = new SnapshotListing[1];
    long[] lastOffset = new long[1];
    writer.transact(
        producer -> {
          Entry entry = send(producer, snapshot);
          added[0] = listing.with(entry);
          lastOffset[0] = sendIndex(producer, added[0]);
        });
    listing = added[0];
    awaitVisible(lastOffset[0]);
  }

  private Entry send(Producer<byte[], byte[]> producer, Snapshot snapshot) {
    String slot = SnapshotKeys.slot(snapshot.blockSequence());
    Future<RecordMetadata> first = null;
    int chunks = 0;
    for (byte[] chunk : SnapshotChunks.chunks(snapshot, KafkaSnapshots.CHUNK_BYTES)) {
      Future<RecordMetadata> sent =
          producer.send(record(SnapshotKeys.chunk(slot, chunks++), chunk));
      first = first == null ? sent : first;
    }
    producer.flush();
    long firstChunkOffset = first == null ? -1 : offset(first);
    byte[] manifest =
        SnapshotChunks.manifest(snapshot, KafkaSnapshots.CHUNK_BYTES, firstChunkOffset);
    Future<RecordMetadata> last = producer.send(record(SnapshotKeys.manifest(slot), manifest));
    producer.flush();
    return new Entry(
        slot,
        snapshot.step(),
        snapshot.window(),
        snapshot.blockSequence(),
        SnapshotChunks.place(manifest).totalBytes(),
        chunks,
        firstChunkOffset,
        offset(last),
        System.currentTimeMillis(),
        new TreeSet<>());
  }

  /**
   * Deletes what is neither on the ladder nor pinned.
   *
   * @throws SingleWriter.UnknownOutcome where somebody has just pinned one of them
   */
  void makeRoom() {
    listing = listed();
    List<Entry> gone = unneeded(listing);
    if (!gone.isEmpty()) {
      delete(gone);
    }
  }

  /** Deletes all of them, or none where somebody has pinned one since they were chosen. */
  void delete(List<Entry> gone) {
    SnapshotListing[] left = new SnapshotListing[1];
    writer.transact(
        producer -> {
          gone.forEach(entry -> delete(producer, entry));
          producer.flush();
          // Committed records end where this transaction began: nothing before it can change.
          SnapshotListing before = listed();
          requireStillUnneeded(gone, before);
          left[0] = before.without(gone);
          sendIndex(producer, left[0]);
        });
    listing = left[0];
  }

  private SnapshotListing listed() {
    log.renew();
    return SnapshotListing.read(log);
  }

  static List<Entry> unneeded(SnapshotListing listing) {
    SortedSet<Long> blocks = new TreeSet<>();
    listing.entries().forEach(entry -> blocks.add(entry.blockSequence()));
    SortedSet<Long> kept = SnapshotLadder.kept(blocks);
    return listing.entries().stream()
        .filter(entry -> entry.pins().isEmpty() && !kept.contains(entry.blockSequence()))
        .toList();
  }

  private void delete(Producer<byte[], byte[]> producer, Entry entry) {
    producer.send(record(SnapshotKeys.manifest(entry.slot()), null));
    for (int chunk = 0; chunk < entry.chunks(); chunk++) {
      producer.send(record(SnapshotKeys.chunk(entry.slot(), chunk), null));
    }
  }

  private static void requireStillUnneeded(List<Entry> gone, SnapshotListing now) {
    for (Entry entry : gone) {
      if (!now.of(entry.blockSequence()).map(Entry::pins).orElse(entry.pins()).isEmpty()) {
        throw new KafkaException(
            "the snapshot of step " + entry.step() + " was pinned while it was being deleted");
      }
    }
  }

  /** Returns its offset. */
  private long sendIndex(Producer<byte[], byte[]> producer, SnapshotListing index) {
    Future<RecordMetadata> sent = producer.send(record(SnapshotKeys.INDEX, index.encoded()));
    producer.flush();
    return offset(sent);
  }

  private ProducerRecord<byte[], byte[]> record(byte[] key, byte[] value) {
    return new ProducerRecord<>(topics.snapshots(), 0, key, value);
  }

  private static long offset(Future<RecordMetadata> sent) {
    try {
      return sent.get().offset();
    } catch (ExecutionException failed) {
      throw new KafkaException(failed.getCause());
    } catch (InterruptedException interrupted) {
      throw new InterruptException(interrupted);
    }
  }

  /** A commit returns some milliseconds before readers of committed records see it. */
  private void awaitVisible(long offset) {
    long deadlineNs = System.nanoTime() + VISIBLE_PATIENCE.toNanos();
    while (!log.isDecided(offset) && System.nanoTime() < deadlineNs) {
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** Waits until whatever lies up to an offset is committed or aborted; false after a while. */
  static boolean awaitCommitted(KafkaConnection connection, String topic, long offset) {
    long deadlineNs = System.nanoTime() + VISIBLE_PATIENCE.toNanos();
    return new KafkaTopics(connection)
        .with(
            "reading topic " + topic,
            admin -> {
              while (KafkaTopics.offsets(admin, topic, 1, OffsetSpec.latest()).get(0) <= offset) {
                if (System.nanoTime() > deadlineNs) {
                  return false;
                }
                LockSupport.parkNanos(LOOK_NS);
              }
              return true;
            });
  }

  @Override
  public void close() {
    log.close();
  }
}
