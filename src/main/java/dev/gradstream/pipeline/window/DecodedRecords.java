package dev.gradstream.pipeline.window;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.RejectedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Records of one partition from one poll, decoded: their offsets and hashes, the rows of the usable
 * ones, the rejected ones as they came. Reused by its {@link Decoding}; seen by the training thread
 * only.
 */
public final class DecodedRecords {
  final Rows rows;
  private final List<RejectedRecord> rejected = new ArrayList<>();
  private int[] rejectedAt = new int[8];
  private long[] offsets = new long[0];
  private long[] hashes = new long[0];
  private int partition;
  private int count;

  DecodedRecords(RowLayout layout) {
    rows = new Rows(layout, 1024);
  }

  void reset(int partition, int expected) {
    this.partition = partition;
    count = 0;
    rejected.clear();
    rows.clear();
    if (offsets.length < expected) {
      offsets = new long[Math.max(expected, offsets.length * 2)];
      hashes = new long[offsets.length];
    }
  }

  void add(long offset, long hash) {
    offsets[count] = offset;
    hashes[count] = hash;
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
