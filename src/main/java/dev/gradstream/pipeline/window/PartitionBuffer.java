package dev.gradstream.pipeline.window;

import java.util.ArrayDeque;

/**
 * Decoded records of one partition that no window has taken yet, offsets ascending. Training thread
 * only.
 *
 * <p>A window takes from the front: so many usable rows, or all records below an offset. Rejected
 * records go with what they stand before.
 */
public final class PartitionBuffer {
  final int partition;
  private final Decoding decoding;
  private final ArrayDeque<DecodedRecords> queue = new ArrayDeque<>();
  private int nextRecord; // of the first in the queue
  private int nextRow;
  private int nextReject;
  private long nextOffset; // where the next span begins
  private long position; // everything below has come
  private int usable;
  private int records;

  PartitionBuffer(int partition, long fromOffset, Decoding decoding) {
    this.partition = partition;
    this.decoding = decoding;
    nextOffset = fromOffset;
    position = fromOffset;
  }

  void add(DecodedRecords decoded) {
    if (decoding.isStale(decoded)) {
      decoding.again(decoded, 0);
    }
    queue.add(decoded);
    usable += decoded.rows.count();
    records += decoded.count();
  }

  public void position(long position) {
    this.position = position;
  }

  /** Everything below this offset has come. */
  public long position() {
    return position;
  }

  /** Rows waiting. */
  int usable() {
    return usable;
  }

  /** Records waiting, rejected ones included. */
  int records() {
    return records;
  }

  /** Moves {@code rows} usable records, and the rejected ones before each, into the window. */
  void takeRows(int rows, WindowRows window) {
    take(rows, 0, Long.MAX_VALUE, window);
  }

  /** Moves every record below the offset into the window. */
  public void takeBelow(long offsetExclusive, WindowRows window) {
    take(Integer.MAX_VALUE, 0, offsetExclusive, window);
  }

  /**
   * Moves {@code rows} usable records with the rejected ones before each, and then so many rejected
   * ones more, before which no usable one stands.
   */
  void takeRows(int rows, int rejects, WindowRows window) {
    take(rows, rejects, Long.MAX_VALUE, window);
  }

  /** Rejected records that wait. */
  int rejects() {
    return records - usable;
  }

  /**
   * Rejected records between the usable record before {@code row} and that one, or so far where it
   * has not come; counted up to {@code most}.
   *
   * @param row number of a usable record, from 0 for the first that waits
   */
  int rejectsBefore(int row, int most) {
    int rejects = 0;
    int rows = -nextRow; // usable records in the queue before the present batch
    int reject = nextReject;
    for (DecodedRecords batch : queue) {
      for (; reject < batch.rejects(); reject++) {
        int before = rows + batch.rejectedAt(reject) - reject; // usable ones before it
        if (before > row || rejects == most) {
          return rejects;
        }
        rejects += before == row ? 1 : 0;
      }
      rows += batch.rows.count();
      reject = 0;
      if (rows > row) {
        return rejects;
      }
    }
    return rejects;
  }

  /** Looks at the rejected records that wait again, now that more is known. */
  void again() {
    int from = nextReject; // what is before it was taken
    for (DecodedRecords batch : queue) {
      usable += decoding.again(batch, from);
      from = 0;
    }
  }

  private void take(int rows, int rejects, long offsetExclusive, WindowRows window) {
    int left = rows;
    int rejectsLeft = rejects;
    boolean begun = false;
    while ((left > 0 || rejectsLeft > 0)
        && !queue.isEmpty()
        && queue.peek().offset(nextRecord) < offsetExclusive) {
      if (!begun) {
        window.beginSpan(partition, nextOffset);
        begun = true;
      }
      DecodedRecords first = queue.peek();
      int before = nextRecord;
      if (nextRecord == first.rejectedAt(nextReject)) {
        window.reject(first.offset(nextRecord), first.hash(nextRecord), first.rejected(nextReject));
        nextReject++;
        nextRecord++;
        records--;
        rejectsLeft -= left == 0 ? 1 : 0;
      } else {
        int taken = takeRun(first, left, offsetExclusive, window);
        left -= taken;
        usable -= taken;
        records -= taken;
      }
      first.tellUses(before, nextRecord, window);
      nextOffset = first.offset(nextRecord - 1) + 1;
      if (nextRecord == first.count()) {
        decoding.recycle(queue.poll());
        nextRecord = 0;
        nextRow = 0;
        nextReject = 0;
      }
    }
    if (begun) {
      window.endSpan(nextOffset);
    }
  }

  // Usable records up to the next rejected one, as one copy of rows.
  private int takeRun(DecodedRecords first, int most, long offsetExclusive, WindowRows window) {
    int end = Math.min(first.rejectedAt(nextReject), nextRecord + Math.min(most, first.count()));
    int record = nextRecord;
    while (record < end && first.offset(record) < offsetExclusive) {
      window.hash(first.hash(record));
      window.times().add(first.timeMs(record), 1);
      record++;
    }
    int taken = record - nextRecord;
    window.rows().addAll(first.rows, nextRow, taken);
    nextRow += taken;
    nextRecord = record;
    return taken;
  }
}
