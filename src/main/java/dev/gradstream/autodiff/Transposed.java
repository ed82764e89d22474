package dev.gradstream.autodiff;

import dev.gradstream.kernel.Kernels;
import dev.gradstream.kernel.Layout;

/**
 * The transpose of a matrix that is known before the batch: made anew for every batch, for the
 * matrix may have changed. A matrix of one column lies packed, which is its transpose already.
 */
record Transposed(Buffer of, float[] array, int offset, int stride) {

  static Transposed of(Buffer matrix) {
    int rows = matrix.shape().rows();
    if (matrix.columns() == 1) {
      return new Transposed(matrix, matrix.array(), matrix.offset(), Layout.padded(rows));
    }
    int stride = Layout.stride(rows);
    int length = matrix.columns() * stride + Layout.LANES;
    return new Transposed(matrix, Layout.aligned(length), Layout.first(length), stride);
  }

  /** Rows of the matrix that have to be transposed; 0 where nothing has. */
  int rows() {
    return of.columns() == 1 ? 0 : of.shape().rows();
  }

  /** Transposes some of its rows. */
  void refresh(int first, int end) {
    Kernels.chosen()
        .transpose(
            end - first,
            of.columns(),
            of.array(),
            of.offset() + first * of.stride(),
            of.stride(),
            array,
            offset + first,
            stride);
  }
}
