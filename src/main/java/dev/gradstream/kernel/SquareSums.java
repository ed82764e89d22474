package dev.gradstream.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * The squares of a row, summed in the order of {@link Kernels#dot} but for the last four halvings,
 * which many rows then make together.
 */
final class SquareSums {
  private SquareSums() {}

  /**
   * Replaces a row's first 16 numbers by the sums of squares that {@link Kernels#dot} of the row
   * with itself folds in its last four steps; in registers of 512 bits, 16 columns and more.
   */
  static void replace(int columns, float[] x, int offset) {
    if (columns < Fold.WIDE) {
      narrowSquares(Layout.padded(columns), x, offset);
    } else {
      wideSquares(Layout.padded(columns), x, offset);
    }
  }

  private static void narrowSquares(int end, float[] x, int offset) {
    FloatVector sum = FloatVector.zero(Lanes.FLOATS);
    for (int k = offset; k < offset + end; k += 16) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, k);
      sum = v.fma(v, sum);
    }
    sum.intoArray(x, offset);
  }

  private static void wideSquares(int end, float[] x, int offset) {
    FloatVector s0 = FloatVector.zero(Lanes.FLOATS);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int k = 0;
    for (; k < end - 48; k += 64) {
      int p = offset + k;
      FloatVector v0 = FloatVector.fromArray(Lanes.FLOATS, x, p);
      FloatVector v1 = FloatVector.fromArray(Lanes.FLOATS, x, p + 16);
      FloatVector v2 = FloatVector.fromArray(Lanes.FLOATS, x, p + 32);
      FloatVector v3 = FloatVector.fromArray(Lanes.FLOATS, x, p + 48);
      s0 = v0.fma(v0, s0);
      s1 = v1.fma(v1, s1);
      s2 = v2.fma(v2, s2);
      s3 = v3.fma(v3, s3);
    }
    for (int at = k; at < end; at += 64) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, offset + at);
      s0 = v.fma(v, s0);
    }
    for (int at = k + 16; at < end; at += 64) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, offset + at);
      s1 = v.fma(v, s1);
    }
    for (int at = k + 32; at < end; at += 64) {
      FloatVector v = FloatVector.fromArray(Lanes.FLOATS, x, offset + at);
      s2 = v.fma(v, s2);
    }
    s0.add(s2).add(s1.add(s3)).intoArray(x, offset);
  }
}
