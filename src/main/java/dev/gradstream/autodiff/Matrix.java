package dev.gradstream.autodiff;

/** A matrix of doubles, row-major without padding: what the reference interpreter computes with. */
public record Matrix(int rows, int columns, double[] values) {
  public Matrix {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          "expected " + rows + " x " + columns + " values, got " + values.length);
    }
  }

  /** Zeros. */
  public Matrix(int rows, int columns) {
    this(rows, columns, new double[rows * columns]);
  }

  public double at(int row, int column) {
    return values[row * columns + column];
  }

  public void set(int row, int column, double value) {
    values[row * columns + column] = value;
  }

  /**
   * The element that stands at (row, column) when this matrix is repeated along its dimensions of
   * size 1.
   */
  public double spread(int row, int column) {
    return at(rows == 1 ? 0 : row, columns == 1 ? 0 : column);
  }
}
