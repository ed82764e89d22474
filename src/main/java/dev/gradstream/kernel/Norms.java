package dev.gradstream.kernel;

/**
 * Squared Euclidean norms in an order that no machine decides: each row by {@link Kernels#dot} with
 * itself in float, the rows added in double, ascending. Overflows to infinity above about 1e19 an
 * element, which counts as divergence.
 */
public final class Norms {
  private Norms() {}

  /** The squared norm of a matrix, padding left out of account because it is zero. */
  public static double squared(float[] values, int offset, int rows, int columns, int stride) {
    Kernels kernels = Kernels.chosen();
    if (stride == 1) {
      return kernels.dot(rows, values, offset, values, offset);
    }
    double sum = 0;
    for (int row = 0; row < rows; row++) {
      int at = offset + row * stride;
      sum += kernels.dot(columns, values, at, values, at);
    }
    return sum;
  }

  /**
   * The squared norm of the touched rows of a matrix that is zero elsewhere: each row as above, the
   * rows added in double in the order of first touch; of one column, each element squared in float.
   */
  public static double squared(
      float[] values, int offset, int columns, int stride, TouchedRows touched) {
    Kernels kernels = Kernels.chosen();
    double sum = 0;
    for (int i = 0; i < touched.count(); i++) {
      int at = offset + touched.row(i) * stride;
      sum += stride == 1 ? values[at] * values[at] : kernels.dot(columns, values, at, values, at);
    }
    return sum;
  }
}
