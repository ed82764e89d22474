package dev.gradstream.kernel;

import java.util.Arrays;

/**
 * Which rows of a tall matrix the mini-batch at hand has touched, each once, in the order in which
 * they were touched first: what may have changed since the batch before, and all that an update, a
 * norm or a digest has to look at.
 *
 * <p>Owned by the thread that runs the plan. Grows only where a batch touches more rows than any
 * before it.
 */
public final class TouchedRows {
  private final int[] marks; // by row: the mark of the batch that touched it last
  private int[] rows = new int[64];
  private int count;
  private int mark;
  private long batch;

  /**
   * @param size rows of the matrix
   */
  public TouchedRows(int size) {
    this.marks = new int[size];
  }

  /** Begins a batch: no row is touched. */
  public void begin() {
    count = 0;
    batch++;
    if (mark == Integer.MAX_VALUE) {
      Arrays.fill(marks, 0);
      mark = 0;
    }
    mark++;
  }

  /** Touches a row; once or again is the same. */
  public void touch(int row) {
    if (marks[row] == mark) {
      return;
    }
    marks[row] = mark;
    if (count == rows.length) {
      rows = Arrays.copyOf(rows, 2 * count);
    }
    rows[count++] = row;
  }

  /** How many rows the batch has touched. */
  public int count() {
    return count;
  }

  /** The i-th of them, in the order of first touch. */
  public int row(int i) {
    return rows[i];
  }

  /** The batch's number, from 1; 0 before the first. */
  public long batch() {
    return batch;
  }
}
