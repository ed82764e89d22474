package dev.gradstream.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#softmax} of 16 rows of up to 16 columns at once, in registers of 512 bits: the
 * square is transposed, so that a lane is a row and nothing is folded within a register.
 */
final class VectorSoftmax {
  /** Rows that are taken together. */
  static final int ROWS = 16;

  private static final VectorSpecies<Float> S = Lanes.FLOATS;

  private VectorSoftmax() {}

  /** Whether rows of this length, so far apart, can be taken together. */
  static boolean fits(int columns, int zRow, int pRow) {
    return Lanes.COUNT == ROWS && columns <= ROWS && zRow >= ROWS && pRow == ROWS;
  }

  /** The arguments are those of {@link Kernels#softmax}; the square of p is also the room. */
  static void sixteen(
      int columns,
      float[] z,
      int zOffset,
      int zRow,
      float[] p,
      int pOffset,
      float[] most,
      float[] sums,
      int at) {
    Squares.square(z, zOffset, zRow, p, pOffset, ROWS);
    int end = pOffset + columns * ROWS;
    FloatVector largest = FloatVector.fromArray(S, p, pOffset);
    for (int q = pOffset + ROWS; q < end; q += ROWS) {
      largest = largest.max(FloatVector.fromArray(S, p, q));
    }
    largest.intoArray(most, at);
    for (int q = pOffset; q < end; q += ROWS) {
      FloatVector.fromArray(S, p, q).sub(largest).intoArray(p, q);
    }
    VectorFunctions.exp(columns * ROWS, p, pOffset, p, pOffset);
    FloatVector zero = FloatVector.zero(S);
    for (int q = end; q < pOffset + ROWS * ROWS; q += ROWS) {
      zero.intoArray(p, q);
    }
    sum(p, pOffset, sums, at);
    FloatVector sum = FloatVector.fromArray(S, sums, at);
    for (int q = pOffset; q < end; q += ROWS) {
      FloatVector.fromArray(S, p, q).div(sum).intoArray(p, q);
    }
    Squares.square(p, pOffset, ROWS, p, pOffset, ROWS);
  }

  // In the order of Fold.sixteen, whose lanes are vectors here.
  private static void sum(float[] p, int o, float[] sums, int at) {
    FloatVector s0 = FloatVector.fromArray(S, p, o).add(FloatVector.fromArray(S, p, o + 8 * ROWS));
    FloatVector s4 =
        FloatVector.fromArray(S, p, o + 4 * ROWS).add(FloatVector.fromArray(S, p, o + 12 * ROWS));
    FloatVector s2 =
        FloatVector.fromArray(S, p, o + 2 * ROWS).add(FloatVector.fromArray(S, p, o + 10 * ROWS));
    FloatVector s6 =
        FloatVector.fromArray(S, p, o + 6 * ROWS).add(FloatVector.fromArray(S, p, o + 14 * ROWS));
    FloatVector even = s0.add(s4).add(s2.add(s6));
    FloatVector s1 =
        FloatVector.fromArray(S, p, o + ROWS).add(FloatVector.fromArray(S, p, o + 9 * ROWS));
    FloatVector s5 =
        FloatVector.fromArray(S, p, o + 5 * ROWS).add(FloatVector.fromArray(S, p, o + 13 * ROWS));
    FloatVector s3 =
        FloatVector.fromArray(S, p, o + 3 * ROWS).add(FloatVector.fromArray(S, p, o + 11 * ROWS));
    FloatVector s7 =
        FloatVector.fromArray(S, p, o + 7 * ROWS).add(FloatVector.fromArray(S, p, o + 15 * ROWS));
    even.add(s1.add(s5).add(s3.add(s7))).intoArray(sums, at);
  }
}
