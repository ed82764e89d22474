package dev.gradstream.kernel;

import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products that no tile is made for: of one row, whose chains wait for themselves unless four
 * vectors of them run side by side; and of depth one, a row of B times each number of A, where all
 * is in what surrounds a tile's loop.
 */
final class RowProduct {
  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = Lanes.COUNT;

  private RowProduct() {}

  /** C = start + A B of one row; the arguments are those of {@link Kernels#product}. */
  static void oneRow(
      int columns,
      int depth,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bRow,
      float[] start,
      int startOffset,
      float[] c,
      int cOffset) {
    int end = Layout.padded(columns);
    int j = 0;
    for (; j + 4 * L <= end; j += 4 * L) {
      four(depth, a, aOffset, aStep, b, bOffset + j, bRow, start, startOffset + j, c, cOffset + j);
    }
    for (; j + 2 * L <= end; j += 2 * L) {
      two(depth, a, aOffset, aStep, b, bOffset + j, bRow, start, startOffset + j, c, cOffset + j);
    }
    for (; j < end; j += L) {
      one(depth, a, aOffset, aStep, b, bOffset + j, bRow, start, startOffset + j, c, cOffset + j);
    }
  }

  private static void four(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      float[] c,
      int co) {
    FloatVector c0 = FloatVector.fromArray(S, s, so);
    FloatVector c1 = FloatVector.fromArray(S, s, so + L);
    FloatVector c2 = FloatVector.fromArray(S, s, so + 2 * L);
    FloatVector c3 = FloatVector.fromArray(S, s, so + 3 * L);
    for (int k = 0, p = a0, q = bo; k < depth; k++, p += aStep, q += bRow) {
      FloatVector x = FloatVector.broadcast(S, a[p]);
      c0 = x.fma(FloatVector.fromArray(S, b, q), c0);
      c1 = x.fma(FloatVector.fromArray(S, b, q + L), c1);
      c2 = x.fma(FloatVector.fromArray(S, b, q + 2 * L), c2);
      c3 = x.fma(FloatVector.fromArray(S, b, q + 3 * L), c3);
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + L);
    c2.intoArray(c, co + 2 * L);
    c3.intoArray(c, co + 3 * L);
  }

  private static void two(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      float[] c,
      int co) {
    FloatVector c0 = FloatVector.fromArray(S, s, so);
    FloatVector c1 = FloatVector.fromArray(S, s, so + L);
    for (int k = 0, p = a0, q = bo; k < depth; k++, p += aStep, q += bRow) {
      FloatVector x = FloatVector.broadcast(S, a[p]);
      c0 = x.fma(FloatVector.fromArray(S, b, q), c0);
      c1 = x.fma(FloatVector.fromArray(S, b, q + L), c1);
    }
    c0.intoArray(c, co);
    c1.intoArray(c, co + L);
  }

  private static void one(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      float[] c,
      int co) {
    FloatVector c0 = FloatVector.fromArray(S, s, so);
    for (int k = 0, p = a0, q = bo; k < depth; k++, p += aStep, q += bRow) {
      c0 = FloatVector.broadcast(S, a[p]).fma(FloatVector.fromArray(S, b, q), c0);
    }
    c0.intoArray(c, co);
  }

  /**
   * {@link Finish#RECTIFY_SLOPE} of a product of depth one; the arguments are those of {@link
   * Kernels#product}, one row of starts.
   */
  static void rectifiedSlope(
      int rows,
      int columns,
      float[] a,
      int aOffset,
      int aRow,
      float[] b,
      int bOffset,
      float[] start,
      int startOffset,
      float[] c,
      int cOffset,
      int cRow,
      float[] y) {
    for (int j = 0; j < Layout.padded(columns); j += L) {
      slopes(
          rows, a, aOffset, aRow, b, bOffset + j, start, startOffset + j, c, cOffset + j, cRow, y);
    }
  }

  // A loop of its own, for the sake of C2.
  private static void slopes(
      int rows,
      float[] a,
      int a0,
      int aRow,
      float[] b,
      int bo,
      float[] s,
      int so,
      float[] c,
      int co,
      int cRow,
      float[] y) {
    FloatVector w = FloatVector.fromArray(S, b, bo);
    FloatVector from = FloatVector.fromArray(S, s, so);
    for (int i = 0, p = a0, q = co; i < rows; i++, p += aRow, q += cRow) {
      FloatVector.broadcast(S, a[p])
          .fma(w, from)
          .blend(0f, FloatVector.fromArray(S, y, q).compare(LE, 0f))
          .intoArray(c, q);
    }
  }
}
