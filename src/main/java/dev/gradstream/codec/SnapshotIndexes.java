package dev.gradstream.codec;

import dev.gradstream.event.SnapshotIndex;
import dev.gradstream.event.StoredSnapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Indexes of snapshots as bytes, after {@code schemas/snapshot-index.avsc}. Thread-safe. */
public final class SnapshotIndexes {
  private static final EventFormat<SnapshotIndex> FORMAT =
      new EventFormat<>("snapshot index", new SnapshotIndex());

  private SnapshotIndexes() {}

  /**
   * Which snapshots are kept.
   *
   * @param pinsReadUntil offset of the first pin record that is not part of it
   * @param journalStart the journal's first block where the journal does not hold it any more, else
   *     empty
   */
  public record Index(List<Entry> entries, long pinsReadUntil, byte[] journalStart) {}

  /**
   * One snapshot and where it lies.
   *
   * @param slot what its records' keys begin with
   * @param pins who wants it kept
   */
  public record Entry(
      String slot,
      long step,
      long window,
      long blockSequence,
      long totalBytes,
      int chunks,
      long firstChunkOffset,
      long manifestOffset,
      long writtenAtMs,
      SortedSet<String> pins) {

    public Entry {
      pins = Collections.unmodifiableSortedSet(new TreeSet<>(pins));
    }

    /** The same with other pins. */
    public Entry pinned(SortedSet<String> by) {
      return new Entry(
          slot,
          step,
          window,
          blockSequence,
          totalBytes,
          chunks,
          firstChunkOffset,
          manifestOffset,
          writtenAtMs,
          by);
    }
  }

  public static byte[] encode(Index index) {
    List<StoredSnapshot> stored = new ArrayList<>();
    for (Entry entry : index.entries()) {
      stored.add(
          new StoredSnapshot(
              entry.slot(),
              entry.step(),
              entry.window(),
              entry.blockSequence(),
              entry.totalBytes(),
              entry.chunks(),
              entry.firstChunkOffset(),
              entry.manifestOffset(),
              entry.writtenAtMs(),
              new ArrayList<>(entry.pins())));
    }
    return FORMAT.encode(
        new SnapshotIndex(stored, index.pinsReadUntil(), ByteBuffer.wrap(index.journalStart())));
  }

  /**
   * @param bytes untrusted
   * @throws CorruptEventException where they are no index
   */
  public static Index decode(byte[] bytes) {
    SnapshotIndex index = FORMAT.decode(bytes);
    List<Entry> entries = new ArrayList<>();
    for (StoredSnapshot stored : index.getSnapshots()) {
      if (stored.getChunks() < 0 || stored.getTotalBytes() < 0) {
        throw FORMAT.problem(
            stored.getChunks() + " chunks of " + stored.getTotalBytes() + " bytes cannot be");
      }
      entries.add(
          new Entry(
              stored.getSlot(),
              stored.getStep(),
              stored.getWindow(),
              stored.getBlockSequence(),
              stored.getTotalBytes(),
              stored.getChunks(),
              stored.getFirstChunkOffset(),
              stored.getManifestOffset(),
              stored.getWrittenAtMs(),
              new TreeSet<>(stored.getPins())));
    }
    byte[] start = new byte[index.getJournalStart().remaining()];
    index.getJournalStart().get(start);
    return new Index(List.copyOf(entries), index.getPinsReadUntil(), start);
  }
}
