package dev.gradstream.autodiff;

import java.util.Arrays;

/**
 * The rows of a batch by their non-zeros: what a {@link Leaf.Sparse} holds in a plan.
 *
 * <p>Usage, once a row: {@link #add} each entry, in any order, then {@link #endRow()}. A row's
 * entries come to stand in the order of their columns; entries of one column become one, their
 * values added in float in the order given; what is exactly 0 then is left out. Grows only where a
 * batch has more entries than any before it.
 *
 * <p>One thread at a time: the one that runs the plan.
 */
public final class SparseRows {
  private final int width;
  private final int[] starts; // (capacity + 1): row r is starts[r] to starts[r + 1] - 1
  private int[] columns = new int[64];
  private float[] values = new float[64];
  private int rows;
  private long[] keys = new long[64]; // of the open row: column << 32 | place in the order given
  private float[] given = new float[64];
  private int pending;

  /**
   * @param width columns, zeros included
   * @param capacity the most rows
   */
  public SparseRows(int width, int capacity) {
    this.width = width;
    this.starts = new int[capacity + 1];
  }

  /** Columns, zeros included. */
  public int width() {
    return width;
  }

  /** Rows ended since {@link #clear()}. */
  public int rows() {
    return rows;
  }

  /** Entries of all rows. */
  public int count() {
    return starts[rows];
  }

  /** Index of a row's first entry; {@code start(row + 1)} ends it. */
  public int start(int row) {
    return starts[row];
  }

  public int column(int entry) {
    return columns[entry];
  }

  public float value(int entry) {
    return values[entry];
  }

  /** Forgets all rows and keeps the memory. */
  public void clear() {
    rows = 0;
    pending = 0;
  }

  /** Adds an entry to the open row. */
  public void add(int column, float value) {
    if (column < 0 || column >= width) {
      throw new IllegalArgumentException(
          "column " + column + ": a row has the columns 0 to " + (width - 1));
    }
    if (pending == keys.length) {
      keys = Arrays.copyOf(keys, 2 * pending);
      given = Arrays.copyOf(given, 2 * pending);
    }
    keys[pending] = (long) column << 32 | pending;
    given[pending++] = value;
  }

  /** Ends the open row; the next entry belongs to a new one. */
  public void endRow() {
    if (rows == starts.length - 1) {
      throw new IllegalStateException("there is room for " + rows + " rows");
    }
    Arrays.sort(keys, 0, pending);
    int end = starts[rows];
    for (int i = 0; i < pending; ) {
      int column = (int) (keys[i] >>> 32);
      float value = given[(int) keys[i]];
      for (i++; i < pending && (int) (keys[i] >>> 32) == column; i++) {
        value += given[(int) keys[i]];
      }
      if (value != 0) {
        append(end++, column, value);
      }
    }
    pending = 0;
    starts[++rows] = end;
  }

  private void append(int at, int column, float value) {
    if (at == columns.length) {
      columns = Arrays.copyOf(columns, 2 * at);
      values = Arrays.copyOf(values, 2 * at);
    }
    columns[at] = column;
    values[at] = value;
  }

  int[] columns() {
    return columns;
  }

  float[] values() {
    return values;
  }
}
