package dev.gradstream.kafka;

import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.codec.SnapshotChunks;
import dev.gradstream.codec.SnapshotIndexes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * A manifest as gradstream 0.1 wrote it, before there was an index: in one of two slots, with the
 * offset of the one before it in a header. Read only, so that its snapshots are still found.
 *
 * @param previousOffset of the manifest written before, -1 for the first
 */
record ManifestRecord(ConsumerRecord<byte[], byte[]> record, int slot, long previousOffset) {

  private static final String PREVIOUS = "previous";

  /** Empty where a record is something else. */
  static Optional<ManifestRecord> of(ConsumerRecord<byte[], byte[]> record) {
    Header previous = record.headers().lastHeader(PREVIOUS);
    if (record.value() == null
        || previous == null
        || previous.value() == null
        || previous.value().length != Long.BYTES) {
      return Optional.empty();
    }
    for (int slot = 0; slot < 2; slot++) {
      if (Arrays.equals(record.key(), SnapshotKeys.manifest("" + slot))) {
        long previousOffset = ByteBuffer.wrap(previous.value()).getLong();
        return Optional.of(new ManifestRecord(record, slot, previousOffset));
      }
    }
    return Optional.empty();
  }

  /** This one and those before it, as far as they have not been compacted away, as an index. */
  SnapshotIndexes.Index index(LogReader log) {
    List<SnapshotIndexes.Entry> newestFirst = new ArrayList<>();
    Optional<ManifestRecord> next = Optional.of(this);
    while (next.isPresent()) {
      next.get().entry().ifPresent(newestFirst::add);
      next = next.get().previous(log);
    }
    return new SnapshotIndexes.Index(newestFirst.reversed(), record.offset(), new byte[0]);
  }

  private Optional<SnapshotIndexes.Entry> entry() {
    try {
      SnapshotChunks.Place place = SnapshotChunks.place(record.value());
      return Optional.of(
          new SnapshotIndexes.Entry(
              "" + slot,
              place.step(),
              place.window(),
              place.blockSequence(),
              place.totalBytes(),
              place.chunks(),
              place.firstChunkOffset(),
              record.offset(),
              record.timestamp(),
              new TreeSet<>()));
    } catch (CorruptEventException broken) {
      return Optional.empty();
    }
  }

  private Optional<ManifestRecord> previous(LogReader log) {
    if (previousOffset < log.beginOffset() || previousOffset >= record.offset()) {
      return Optional.empty();
    }
    return log.firstFrom(previousOffset)
        .filter(found -> found.offset() == previousOffset)
        .flatMap(ManifestRecord::of);
  }
}
