package dev.gradstream.kafka;

import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.codec.SnapshotIndexes;
import dev.gradstream.codec.SnapshotIndexes.Entry;
import dev.gradstream.codec.SnapshotIndexes.Index;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which snapshots a topic holds: its newest index, with the pins that came after it.
 *
 * @param entries by ascending block
 * @param readUntil offset up to which pins are part of it
 * @param journalStart the journal's first block, encoded, where it was let go; else empty
 */
record SnapshotListing(List<Entry> entries, long readUntil, byte[] journalStart) {

  static SnapshotListing read(KafkaConnection connection, String topic) {
    try (LogReader log = LogReader.ofSmallSteps(connection, topic)) {
      return read(log);
    }
  }

  static SnapshotListing read(LogReader log) {
    Index index =
        log.last(record -> index(record).isPresent() || ManifestRecord.of(record).isPresent())
            .map(record -> index(record).orElseGet(() -> legacy(record, log)))
            .orElse(new Index(List.of(), 0, new byte[0]));
    Later later = new Later(index);
    later.apply(log);
    return new SnapshotListing(
        List.copyOf(later.byBlock.values()), log.endOffset(), later.journalStart);
  }

  private static Index legacy(ConsumerRecord<byte[], byte[]> newest, LogReader log) {
    return ManifestRecord.of(newest).orElseThrow().index(log);
  }

  private static Optional<Index> index(ConsumerRecord<byte[], byte[]> record) {
    if (!Arrays.equals(record.key(), SnapshotKeys.INDEX) || record.value() == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SnapshotIndexes.decode(record.value()));
    } catch (CorruptEventException foreign) {
      return Optional.empty(); // the one before it will do: at worst a snapshot is not found
    }
  }

  /** What others wrote after an index. */
  private static final class Later {
    private final Index index;
    private final TreeMap<Long, Entry> byBlock = new TreeMap<>();
    private byte[] journalStart;

    Later(Index index) {
      this.index = index;
      journalStart = index.journalStart();
      index.entries().forEach(entry -> byBlock.put(entry.blockSequence(), entry));
    }

    /** Reads around the chunks that lie in between: they may be hundreds of megabytes. */
    void apply(LogReader log) {
      List<Entry> byPlace = new ArrayList<>(index.entries());
      byPlace.sort(Comparator.comparingLong(Entry::firstChunkOffset));
      long from = index.pinsReadUntil();
      for (Entry entry : byPlace) {
        boolean nothingBetween =
            entry.manifestOffset() - entry.firstChunkOffset() == entry.chunks();
        if (entry.firstChunkOffset() >= from && nothingBetween) {
          apply(log, from, entry.firstChunkOffset());
          from = entry.manifestOffset();
        }
      }
      apply(log, from, Long.MAX_VALUE);
    }

    private void apply(LogReader log, long from, long until) {
      if (from >= until) {
        return;
      }
      log.seek(from);
      for (var records = log.next(); !records.isEmpty(); records = log.next()) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
          if (record.offset() >= until) {
            return;
          }
          apply(record);
        }
      }
    }

    private void apply(ConsumerRecord<byte[], byte[]> record) {
      if (Arrays.equals(record.key(), SnapshotKeys.JOURNAL_START) && record.value() != null) {
        journalStart = record.value();
      }
      SnapshotKeys.pin(record.key()).ifPresent(pin -> apply(pin, record.value() != null));
    }

    private void apply(SnapshotKeys.Pin pin, boolean set) {
      byBlock.computeIfPresent(
          pin.blockSequence(),
          (block, entry) -> {
            SortedSet<String> pins = new TreeSet<>(entry.pins());
            if (set) {
              pins.add(pin.by());
            } else {
              pins.remove(pin.by());
            }
            return entry.pinned(pins);
          });
    }
  }

  Optional<Entry> of(long blockSequence) {
    return entries.stream().filter(entry -> entry.blockSequence() == blockSequence).findFirst();
  }

  /** The same with another snapshot, which takes the place of one of the same block. */
  SnapshotListing with(Entry added) {
    TreeMap<Long, Entry> byBlock = new TreeMap<>();
    entries.forEach(entry -> byBlock.put(entry.blockSequence(), entry));
    Entry before = byBlock.get(added.blockSequence());
    byBlock.put(added.blockSequence(), before == null ? added : added.pinned(before.pins()));
    return new SnapshotListing(List.copyOf(byBlock.values()), readUntil, journalStart);
  }

  /** The same without some. */
  SnapshotListing without(List<Entry> gone) {
    return new SnapshotListing(
        entries.stream()
            .filter(
                entry -> gone.stream().noneMatch(g -> g.blockSequence() == entry.blockSequence()))
            .toList(),
        readUntil,
        journalStart);
  }

  byte[] encoded() {
    return SnapshotIndexes.encode(new Index(entries, readUntil, journalStart));
  }
}
