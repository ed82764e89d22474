package dev.gradstream.autodiff;

/**
 * Rows and columns of a value. A batched value has one row an example, and {@link #BATCH} in place
 * of a count.
 */
public record Shape(int rows, int columns) {
  /** The number of rows that is known only when a batch comes. */
  public static final int BATCH = -1;

  /** A single number. */
  public static final Shape SCALAR = new Shape(1, 1);

  public Shape {
    if (rows < 1 && rows != BATCH || columns < 1) {
      throw new IllegalArgumentException(
          "a value of " + rows + " x " + columns + ": both must be at least 1");
    }
  }

  /** One row an example, {@code columns} wide. */
  public static Shape batch(int columns) {
    return new Shape(BATCH, columns);
  }

  /** Whether there is one row an example. */
  public boolean batched() {
    return rows == BATCH;
  }

  /** The rows of a batch of {@code batch} examples. */
  public int rows(int batch) {
    return batched() ? batch : rows;
  }

  @Override
  public String toString() {
    return "(" + (batched() ? "batch" : rows) + ", " + columns + ")";
  }
}
