package dev.gradstream.features;

import java.util.Arrays;

/**
 * Decoded examples: a growing matrix of doubles, one row an example, one column a {@link
 * RowLayout#columns()} entry.
 *
 * <p>A missing value is NaN. Values are doubles whatever the run's precision, so that a decimal
 * number of the source is rounded once, after scaling. Not thread-safe; handed from stage to stage,
 * never shared.
 */
public final class Rows {
  private final RowLayout layout;
  private final int width;
  private double[] values; // (count, width), row-major
  private int count;

  public Rows(RowLayout layout, int expectedRows) {
    this.layout = layout;
    this.width = layout.width();
    this.values = new double[Math.max(1, expectedRows) * width];
  }

  public RowLayout layout() {
    return layout;
  }

  /** Number of rows. */
  public int count() {
    return count;
  }

  /** Number of values in a row. */
  public int width() {
    return width;
  }

  /** The live matrix: row {@code r} starts at {@code r * width()}. Replaced when rows are added. */
  public double[] values() {
    return values;
  }

  /** One value. */
  public double value(int row, int column) {
    return values[row * width + column];
  }

  /**
   * Adds a row of zeros for the caller to fill.
   *
   * @return index of its first value in {@link #values()}, to be asked for again after this call
   */
  public int add() {
    int start = count * width;
    if (start + width > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, start + width));
    }
    Arrays.fill(values, start, start + width, 0);
    count++;
    return start;
  }

  /** Takes back the row that was added last. */
  public void dropLast() {
    count--;
  }

  /** Adds rows {@code [from, from + rows)} of another matrix of the same layout. */
  public void addAll(Rows other, int from, int rows) {
    int start = count * width;
    int added = rows * width;
    if (start + added > values.length) {
      values = Arrays.copyOf(values, Math.max(values.length * 2, start + added));
    }
    System.arraycopy(other.values, from * width, values, start, added);
    count += rows;
  }

  /** Forgets every row and keeps the memory. */
  public void clear() {
    count = 0;
  }
}
