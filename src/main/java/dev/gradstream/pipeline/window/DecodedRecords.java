package dev.gradstream.pipeline.window;

import dev.gradstream.codec.RowDecoder;
import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.RejectedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records of one partition from one poll, decoded: their offsets and hashes, the rows of the usable
 * ones, the rejected ones as they came. Reused by its {@link Decoding}; filled by the thread that
 * polls, then the training thread's alone.
 */
public final class DecodedRecords {
  private static final int MOST_RESERVED = 1 << 21; // values

  private final RowLayout layout;
  private final List<Use> uses = new ArrayList<>();
  Rows rows;
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private int[] rejectedAt = new int[8];
  private long[] offsets = new long[0];
  private long[] hashes = new long[0];
  private long[] timesMs = new long[0];
  private int partition;
  private int count;
  private int lessons;

  /** The record at {@code index} is the first of its partition that names this new schema. */
  private record Use(int index, long number, String text) {}

  DecodedRecords(RowLayout layout) {
    this.layout = layout;
    rows = new Rows(layout, 1); // room is made for what comes
  }

  /**
   * @param lessons how often schemas had been made known when they were decoded
   */
  void reset(int partition, int expected, int lessons) {
    this.partition = partition;
    this.lessons = lessons;
    count = 0;
    rejected.clear();
    uses.clear();
    rows.clear();
    if ((long) expected * rows.width() <= MOST_RESERVED) { // else as they turn out usable
      rows.reserve(expected);
    }
    if (offsets.length < expected) {
      offsets = new long[Math.max(expected, offsets.length * 2)];
      hashes = new long[offsets.length];
      timesMs = new long[offsets.length];
    }
  }

  void add(long offset, long hash, long timeMs) {
    offsets[count] = offset;
    hashes[count] = hash;
    timesMs[count] = timeMs;
    count++;
  }

  /** The record added last cannot be used. */
  void reject(RejectedRecord record) {
    if (rejected.size() == rejectedAt.length) {
      rejectedAt = Arrays.copyOf(rejectedAt, rejectedAt.length * 2);
    }
    rejectedAt[rejected.size()] = count - 1;
    rejected.add(record);
  }

  /** The record added last is the first of its partition that names this new schema. */
  void uses(long number, String text) {
    uses.add(new Use(count - 1, number, text));
  }

  /** Tells a window of the new schemas that records {@code [from, to)} name first. */
  void tellUses(int from, int to, WindowRows window) {
    for (Use use : uses) {
      if (use.index() >= from && use.index() < to) {
        window.uses(use.number(), use.text());
      }
    }
  }

  /**
   * Looks at rejected records again, from the i-th on.
   *
   * @return how many of them have a row now
   */
  int again(int from, RowDecoder decoder, int lessons) {
    this.lessons = lessons;
    if (from == rejected.size()) {
      return 0;
    }
    Rows whole = new Rows(layout, Math.max(1, rows.count() + rejected.size() - from));
    List<RejectedRecord> left = new ArrayList<>(rejected.subList(0, from));
    int row = 0;
    for (int i = from; i < rejected.size(); i++) {
      RejectedRecord record = rejected.get(i);
      int before = rejectedAt[i] - i; // rows of the records before it, as it was
      whole.addAll(rows, row, before - row);
      row = before;
      String problem = decoder.decode(record.key(), record.timestampMs(), record.value(), whole);
      if (problem != null) {
        rejectedAt[left.size()] = rejectedAt[i];
        left.add(record.because(problem));
      }
    }
    whole.addAll(rows, row, rows.count() - row);
    int usable = rejected.size() - left.size();
    rejected.clear();
    rejected.addAll(left);
    rows = whole;
    return usable;
  }

  int lessons() {
    return lessons;
  }

  int partition() {
    return partition;
  }

  /** Number of records, rejected ones included. */
  int count() {
    return count;
  }

  long offset(int index) {
    return offsets[index];
  }

  long hash(int index) {
    return hashes[index];
  }

  long timeMs(int index) {
    return timesMs[index];
  }

  int rejects() {
    return rejected.size();
  }

  /**
   * Index among the records of the i-th rejected one; the number of records where there are not so
   * many.
   */
  int rejectedAt(int i) {
    return i < rejected.size() ? rejectedAt[i] : count;
  }

  RejectedRecord rejected(int i) {
    return rejected.get(i);
  }
}
