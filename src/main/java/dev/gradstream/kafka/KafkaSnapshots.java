package dev.gradstream.kafka;

import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.codec.SnapshotChunks;
import dev.gradstream.codec.SnapshotIndexes.Entry;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.training.Snapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Snapshots of a run on a compacted topic: chunks of 1 MB, a manifest and the index of what is
 * kept, in one transaction; what is no longer kept is deleted in another one that follows.
 *
 * <p>Each snapshot has keys of its own ({@link SnapshotKeys}), so compaction takes away nothing but
 * what was deleted. One that lost a chunk all the same is broken and passed over.
 *
 * <p>May be called from any thread. Becomes the only writer at the first write, so that a reader,
 * or somebody who pins, disturbs no trainer.
 */
public final class KafkaSnapshots implements SnapshotStore {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaSnapshots.class);

  /** Ten of 1 MB take half the time of one record of 10 MB, and the topic's limit can stay low. */
  static final int CHUNK_BYTES = 1 << 20;

  private final KafkaConnection connection;
  private final RunTopics topics;
  private final SingleWriter writer;
  private final SnapshotPins pins;
  private SnapshotWriting writing; // touched on the writer's thread only
  private FencedException fenced; // likewise

  public KafkaSnapshots(KafkaConnection connection, RunTopics topics) {
    this.connection = connection;
    this.topics = topics;
    this.pins = new SnapshotPins(connection, topics);
    this.writer =
        new SingleWriter(
            connection,
            topics.run(),
            topics.transactionalId("snapshots"),
            Map.of(ProducerConfig.BATCH_SIZE_CONFIG, CHUNK_BYTES + 1024));
  }

  /**
   * Completes when readers see it whole; fails with {@link FencedException} where a later writer
   * has begun. After any other failure the next write starts afresh.
   */
  @Override
  public Mono<Void> write(Snapshot snapshot) {
    return writer.run(() -> append(snapshot));
  }

  private void append(Snapshot snapshot) {
    if (fenced != null) {
      throw fenced;
    }
    try {
      if (!writer.ready()) {
        letGo();
        writing = SnapshotWriting.begin(connection, topics, writer);
      }
      writing.add(snapshot);
    } catch (FencedException takenOver) {
      fenced = takenOver;
      throw takenOver;
    } catch (SingleWriter.UnknownOutcome unknown) {
      throw new IllegalStateException(
          "run '%s': the snapshot of step %d may not have been written: %s"
              .formatted(topics.run(), snapshot.step(), unknown.getMessage()),
          unknown.getCause());
    }
    makeRoom();
  }

  private void makeRoom() {
    try {
      writing.makeRoom();
    } catch (FencedException takenOver) {
      fenced = takenOver;
    } catch (SingleWriter.UnknownOutcome | ClusterException undecided) {
      // The snapshot itself stands; what should have gone is looked at again after the next one.
      LOG.debug("{}: older snapshots stay for now", topics.snapshots(), undecided);
    }
  }

  @Override
  public List<StoredSnapshot> list() {
    return SnapshotListing.read(connection, topics.snapshots()).entries().stream()
        .map(KafkaSnapshots::stored)
        .toList();
  }

  static StoredSnapshot stored(Entry entry) {
    return new StoredSnapshot(
        entry.step(),
        entry.window(),
        entry.blockSequence(),
        entry.totalBytes(),
        entry.writtenAtMs(),
        entry.pins());
  }

  @Override
  public Optional<Snapshot> read(StoredSnapshot stored) {
    try (LogReader log = new LogReader(connection, topics.snapshots())) {
      return SnapshotListing.read(log)
          .of(stored.blockSequence())
          .flatMap(entry -> read(log, entry));
    }
  }

  private Optional<Snapshot> read(LogReader log, Entry entry) {
    try {
      Optional<byte[]> manifest =
          log.firstFrom(entry.manifestOffset())
              .filter(record -> record.offset() == entry.manifestOffset())
              .filter(record -> Arrays.equals(record.key(), SnapshotKeys.manifest(entry.slot())))
              .map(ConsumerRecord::value);
      if (manifest.isEmpty()) {
        throw new CorruptEventException(
            "snapshot of step " + entry.step(), "its manifest is not where it was written");
      }
      log.seek(entry.firstChunkOffset());
      return Optional.of(SnapshotChunks.read(manifest.get(), new ChunkIterator(log, entry.slot())));
    } catch (CorruptEventException broken) {
      LOG.warn(
          "{}@{}: passed over: {}",
          topics.snapshots(),
          entry.manifestOffset(),
          broken.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void pin(StoredSnapshot stored, String by) {
    pins.pin(stored, by);
  }

  @Override
  public void unpin(StoredSnapshot stored, String by) {
    pins.unpin(stored, by);
  }

  private void letGo() {
    if (writing != null) {
      writing.close();
      writing = null;
    }
  }

  @Override
  public void close() {
    writer.close(this::letGo);
  }
}
