package dev.gradstream.kafka;

import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.codec.SnapshotChunks;
import dev.gradstream.pipeline.FencedException;
import dev.gradstream.pipeline.SnapshotStore;
import dev.gradstream.training.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Snapshots of a run on a compacted topic: chunks of 1 MB, then a {@link ManifestRecord}, in one
 * transaction.
 *
 * <p>Snapshots alternate between two slots, whose records carry the same keys: so the newest two
 * are always kept, whatever the broker compacts, and older ones are found as long as it has not.
 * One that lost a chunk to compaction is broken and passed over. Nothing rests on a snapshot: the
 * journal can always be folded from the start.
 *
 * <p>May be called from any thread. Becomes the only writer at the first write, so that a reader
 * disturbs no trainer.
 */
public final class KafkaSnapshots implements SnapshotStore {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaSnapshots.class);

  /** Ten of 1 MB take half the time of one record of 10 MB, and the topic's limit can stay low. */
  static final int CHUNK_BYTES = 1 << 20;

  private static final int SLOTS = 2;

  private final KafkaConnection connection;
  private final RunTopics topics;
  private final SingleWriter writer;
  // Touched on the writer's thread only.
  private FencedException fenced;
  private int slot;
  private long lastManifestOffset;

  public KafkaSnapshots(KafkaConnection connection, RunTopics topics) {
    this.connection = connection;
    this.topics = topics;
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
        begin();
      }
      long[] manifestOffset = new long[1];
      writer.transact(producer -> manifestOffset[0] = send(producer, snapshot));
      lastManifestOffset = manifestOffset[0];
      slot = (slot + 1) % SLOTS;
      awaitVisible();
    } catch (FencedException takenOver) {
      fenced = takenOver;
      throw takenOver;
    } catch (SingleWriter.UnknownOutcome unknown) {
      throw new IllegalStateException(
          "run '%s': the snapshot of step %d may not have been written: %s"
              .formatted(topics.run(), snapshot.step(), unknown.getMessage()),
          unknown.getCause());
    }
  }

  private void begin() {
    new KafkaTopics(connection)
        .with(
            "creating topic " + topics.snapshots(),
            admin -> {
              KafkaTopics.create(admin, List.of(topics.snapshotTopic()));
              return null;
            });
    writer.fence();
    try (LogReader log = LogReader.ofExisting(connection, topics.snapshots())) {
      Optional<ManifestRecord> last = log.last().flatMap(ManifestRecord::of);
      slot = last.map(manifest -> (manifest.slot() + 1) % SLOTS).orElse(0);
      lastManifestOffset = last.map(ManifestRecord::offset).orElse(-1L);
    }
  }

  /** Returns the manifest's offset. */
  private long send(Producer<byte[], byte[]> producer, Snapshot snapshot) {
    Future<RecordMetadata> first = null;
    int index = 0;
    for (byte[] chunk : SnapshotChunks.chunks(snapshot, CHUNK_BYTES)) {
      Future<RecordMetadata> sent =
          producer.send(
              new ProducerRecord<>(
                  topics.snapshots(), 0, ManifestRecord.chunkKey(slot, index++), chunk));
      first = first == null ? sent : first;
    }
    producer.flush();
    long firstChunkOffset = first == null ? -1 : offset(first);
    Future<RecordMetadata> manifest =
        producer.send(
            ManifestRecord.toSend(
                topics.snapshots(),
                slot,
                lastManifestOffset,
                SnapshotChunks.manifest(snapshot, CHUNK_BYTES, firstChunkOffset)));
    producer.flush();
    return offset(manifest);
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
  private void awaitVisible() {
    long deadlineNs = System.nanoTime() + KafkaConnection.PATIENCE.toNanos();
    new KafkaTopics(connection)
        .with(
            "reading topic " + topics.snapshots(),
            admin -> {
              long end;
              do {
                end = KafkaTopics.offsets(admin, topics.snapshots(), 1, OffsetSpec.latest()).get(0);
              } while (end <= lastManifestOffset && System.nanoTime() < deadlineNs);
              return end;
            });
  }

  @Override
  public Optional<Snapshot> newest(long atMostStep) {
    try (LogReader manifests = LogReader.ofSmallSteps(connection, topics.snapshots())) {
      Optional<ManifestRecord> manifest = manifests.last().flatMap(ManifestRecord::of);
      while (manifest.isPresent()) {
        Optional<Snapshot> snapshot = manifest.flatMap(found -> read(found, atMostStep));
        if (snapshot.isPresent()) {
          return snapshot;
        }
        manifest = manifest.get().previous(manifests);
      }
      return Optional.empty();
    }
  }

  /** Empty where the snapshot is of a later step, or not whole. */
  private Optional<Snapshot> read(ManifestRecord manifest, long atMostStep) {
    try {
      SnapshotChunks.Place place = SnapshotChunks.place(manifest.value());
      if (place.step() > atMostStep) {
        return Optional.empty();
      }
      try (LogReader log = new LogReader(connection, topics.snapshots())) {
        log.seek(place.firstChunkOffset());
        return Optional.of(
            SnapshotChunks.read(manifest.value(), new ChunkIterator(log, manifest.slot())));
      }
    } catch (CorruptEventException broken) {
      LOG.warn(
          "{}@{}: passed over: {}", topics.snapshots(), manifest.offset(), broken.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    writer.close();
  }
}
