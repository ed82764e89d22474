package dev.gradstream.autodiff;

import dev.gradstream.kernel.Layout;
import dev.gradstream.kernel.TouchedRows;

/**
 * Where a value of a plan lies: row r of a batch starts at {@code offset + r * stride}; what lies
 * between the columns and the stride is zero after every step.
 *
 * @param sparse the entries of a sparse input, which has no array; else null
 * @param touched where a row-sparse gradient says which rows it has written; else null
 */
record Buffer(
    float[] array, int offset, Shape shape, int stride, SparseRows sparse, TouchedRows touched) {

  Buffer(float[] array, int offset, Shape shape, int stride) {
    this(array, offset, shape, stride, null, null);
  }

  static Buffer sparse(Shape shape, int capacity) {
    SparseRows rows = new SparseRows(shape.columns(), capacity);
    return new Buffer(new float[0], 0, shape, 0, rows, null);
  }

  static Buffer allocate(Shape shape, int capacity) {
    int stride = Layout.stride(shape.columns());
    // A batch of one row is walked by its stride, too, which may be longer than the padded row.
    int length =
        shape.batched()
            ? Layout.padded(Math.multiplyExact(capacity, stride))
            : Layout.length(shape.rows(), shape.columns());
    return new Buffer(new float[length], 0, shape, stride);
  }

  int at(int row) {
    return offset + row * stride;
  }

  int columns() {
    return shape.columns();
  }

  /** Floats of a row with its padding: a single row ends where its padding does. */
  int width() {
    return shape.rows() == 1 ? Layout.padded(shape.columns()) : stride;
  }

  /**
   * The first row of [from, to) where the value is batched, else 0: a value that is not batched is
   * always taken whole.
   */
  int first(int from) {
    return shape.batched() ? from : 0;
  }

  int end(int to) {
    return shape.batched() ? to : shape.rows();
  }

  /** Floats from row {@code first(from)} to {@code end(to)}, padding between rows included. */
  int length(int from, int to) {
    int rows = end(to) - first(from);
    return shape.rows() == 1 ? shape.columns() : rows * stride;
  }
}
