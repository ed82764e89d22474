package dev.gradstream.kernel;

import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register-blocked matrix products, rows x vectors of sums each: every sum is one fma chain over k
 * ascending, from its start value. Written by TileGenerator, and compared with it by TilesTest:
 * change the generator, not this file.
 */
final class Tiles {
  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int L = Lanes.COUNT;

  private Tiles() {}

  /**
   * Shape = 100 * finish + 10 * rows + vectors; the other arguments are those of {@link
   * Kernels#product}, the rows of A standing side by side.
   */
  static void run(
      int shape,
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    switch (shape) {
      case 11 -> store1x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 21 -> store2x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 41 -> store4x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 81 -> store8x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 12 -> store1x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 22 -> store2x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 42 -> store4x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 82 -> store8x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 13 -> store1x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 23 -> store2x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 43 -> store4x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 83 -> store8x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 111 -> rectify1x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 121 -> rectify2x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 141 -> rectify4x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 181 -> rectify8x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 112 -> rectify1x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 122 -> rectify2x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 142 -> rectify4x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 182 -> rectify8x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 113 -> rectify1x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 123 -> rectify2x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 143 -> rectify4x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);
      case 183 -> rectify8x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow);

      default -> throw new IllegalArgumentException("no tile of shape " + shape);
    }
  }

  private static void store1x1(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
  }

  private static void store2x1(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
  }

  private static void store4x1(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
    c20.intoArray(c, co + 2 * cRow + 0 * L);
    c30.intoArray(c, co + 3 * cRow + 0 * L);
  }

  private static void store8x1(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c40 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c50 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c60 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c70 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c70 = x7.fma(b0, c70);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
    c20.intoArray(c, co + 2 * cRow + 0 * L);
    c30.intoArray(c, co + 3 * cRow + 0 * L);
    c40.intoArray(c, co + 4 * cRow + 0 * L);
    c50.intoArray(c, co + 5 * cRow + 0 * L);
    c60.intoArray(c, co + 6 * cRow + 0 * L);
    c70.intoArray(c, co + 7 * cRow + 0 * L);
  }

  private static void store1x2(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c01.intoArray(c, co + 0 * cRow + 1 * L);
  }

  private static void store2x2(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c01.intoArray(c, co + 0 * cRow + 1 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
    c11.intoArray(c, co + 1 * cRow + 1 * L);
  }

  private static void store4x2(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c21 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c31 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c01.intoArray(c, co + 0 * cRow + 1 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
    c11.intoArray(c, co + 1 * cRow + 1 * L);
    c20.intoArray(c, co + 2 * cRow + 0 * L);
    c21.intoArray(c, co + 2 * cRow + 1 * L);
    c30.intoArray(c, co + 3 * cRow + 0 * L);
    c31.intoArray(c, co + 3 * cRow + 1 * L);
  }

  private static void store8x2(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c21 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c31 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c40 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c41 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c50 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c51 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c60 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c61 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c70 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c71 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c01.intoArray(c, co + 0 * cRow + 1 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
    c11.intoArray(c, co + 1 * cRow + 1 * L);
    c20.intoArray(c, co + 2 * cRow + 0 * L);
    c21.intoArray(c, co + 2 * cRow + 1 * L);
    c30.intoArray(c, co + 3 * cRow + 0 * L);
    c31.intoArray(c, co + 3 * cRow + 1 * L);
    c40.intoArray(c, co + 4 * cRow + 0 * L);
    c41.intoArray(c, co + 4 * cRow + 1 * L);
    c50.intoArray(c, co + 5 * cRow + 0 * L);
    c51.intoArray(c, co + 5 * cRow + 1 * L);
    c60.intoArray(c, co + 6 * cRow + 0 * L);
    c61.intoArray(c, co + 6 * cRow + 1 * L);
    c70.intoArray(c, co + 7 * cRow + 0 * L);
    c71.intoArray(c, co + 7 * cRow + 1 * L);
  }

  private static void store1x3(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c02 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c01.intoArray(c, co + 0 * cRow + 1 * L);
    c02.intoArray(c, co + 0 * cRow + 2 * L);
  }

  private static void store2x3(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c02 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c12 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c01.intoArray(c, co + 0 * cRow + 1 * L);
    c02.intoArray(c, co + 0 * cRow + 2 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
    c11.intoArray(c, co + 1 * cRow + 1 * L);
    c12.intoArray(c, co + 1 * cRow + 2 * L);
  }

  private static void store4x3(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c02 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c12 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c21 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c22 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c31 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c32 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c01.intoArray(c, co + 0 * cRow + 1 * L);
    c02.intoArray(c, co + 0 * cRow + 2 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
    c11.intoArray(c, co + 1 * cRow + 1 * L);
    c12.intoArray(c, co + 1 * cRow + 2 * L);
    c20.intoArray(c, co + 2 * cRow + 0 * L);
    c21.intoArray(c, co + 2 * cRow + 1 * L);
    c22.intoArray(c, co + 2 * cRow + 2 * L);
    c30.intoArray(c, co + 3 * cRow + 0 * L);
    c31.intoArray(c, co + 3 * cRow + 1 * L);
    c32.intoArray(c, co + 3 * cRow + 2 * L);
  }

  private static void store8x3(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c02 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c12 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c21 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c22 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c31 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c32 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    FloatVector c40 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c41 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c42 = FloatVector.fromArray(S, s, so + 4 * sRow + 2 * L);
    FloatVector c50 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c51 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c52 = FloatVector.fromArray(S, s, so + 5 * sRow + 2 * L);
    FloatVector c60 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c61 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c62 = FloatVector.fromArray(S, s, so + 6 * sRow + 2 * L);
    FloatVector c70 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c71 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c72 = FloatVector.fromArray(S, s, so + 7 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      c52 = x5.fma(b2, c52);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      c62 = x6.fma(b2, c62);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
      c72 = x7.fma(b2, c72);
      bo += bRow;
      a0 += aStep;
    }
    c00.intoArray(c, co + 0 * cRow + 0 * L);
    c01.intoArray(c, co + 0 * cRow + 1 * L);
    c02.intoArray(c, co + 0 * cRow + 2 * L);
    c10.intoArray(c, co + 1 * cRow + 0 * L);
    c11.intoArray(c, co + 1 * cRow + 1 * L);
    c12.intoArray(c, co + 1 * cRow + 2 * L);
    c20.intoArray(c, co + 2 * cRow + 0 * L);
    c21.intoArray(c, co + 2 * cRow + 1 * L);
    c22.intoArray(c, co + 2 * cRow + 2 * L);
    c30.intoArray(c, co + 3 * cRow + 0 * L);
    c31.intoArray(c, co + 3 * cRow + 1 * L);
    c32.intoArray(c, co + 3 * cRow + 2 * L);
    c40.intoArray(c, co + 4 * cRow + 0 * L);
    c41.intoArray(c, co + 4 * cRow + 1 * L);
    c42.intoArray(c, co + 4 * cRow + 2 * L);
    c50.intoArray(c, co + 5 * cRow + 0 * L);
    c51.intoArray(c, co + 5 * cRow + 1 * L);
    c52.intoArray(c, co + 5 * cRow + 2 * L);
    c60.intoArray(c, co + 6 * cRow + 0 * L);
    c61.intoArray(c, co + 6 * cRow + 1 * L);
    c62.intoArray(c, co + 6 * cRow + 2 * L);
    c70.intoArray(c, co + 7 * cRow + 0 * L);
    c71.intoArray(c, co + 7 * cRow + 1 * L);
    c72.intoArray(c, co + 7 * cRow + 2 * L);
  }

  private static void rectify1x1(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
  }

  private static void rectify2x1(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
  }

  private static void rectify4x1(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c20.blend(0f, c20.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c30.blend(0f, c30.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
  }

  private static void rectify8x1(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c40 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c50 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c60 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c70 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c70 = x7.fma(b0, c70);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c20.blend(0f, c20.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c30.blend(0f, c30.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c40.blend(0f, c40.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 0 * L);
    c50.blend(0f, c50.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 0 * L);
    c60.blend(0f, c60.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 0 * L);
    c70.blend(0f, c70.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 0 * L);
  }

  private static void rectify1x2(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c01.blend(0f, c01.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
  }

  private static void rectify2x2(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c01.blend(0f, c01.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c11.blend(0f, c11.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
  }

  private static void rectify4x2(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c21 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c31 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c01.blend(0f, c01.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c11.blend(0f, c11.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c20.blend(0f, c20.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c21.blend(0f, c21.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c30.blend(0f, c30.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c31.blend(0f, c31.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
  }

  private static void rectify8x2(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c21 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c31 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c40 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c41 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c50 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c51 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c60 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c61 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c70 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c71 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c01.blend(0f, c01.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c11.blend(0f, c11.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c20.blend(0f, c20.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c21.blend(0f, c21.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c30.blend(0f, c30.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c31.blend(0f, c31.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
    c40.blend(0f, c40.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 0 * L);
    c41.blend(0f, c41.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 1 * L);
    c50.blend(0f, c50.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 0 * L);
    c51.blend(0f, c51.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 1 * L);
    c60.blend(0f, c60.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 0 * L);
    c61.blend(0f, c61.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 1 * L);
    c70.blend(0f, c70.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 0 * L);
    c71.blend(0f, c71.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 1 * L);
  }

  private static void rectify1x3(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c02 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c01.blend(0f, c01.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c02.blend(0f, c02.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 2 * L);
  }

  private static void rectify2x3(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c02 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c12 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c01.blend(0f, c01.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c02.blend(0f, c02.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 2 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c11.blend(0f, c11.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c12.blend(0f, c12.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 2 * L);
  }

  private static void rectify4x3(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c02 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c12 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c21 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c22 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c31 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c32 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c01.blend(0f, c01.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c02.blend(0f, c02.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 2 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c11.blend(0f, c11.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c12.blend(0f, c12.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 2 * L);
    c20.blend(0f, c20.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c21.blend(0f, c21.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c22.blend(0f, c22.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 2 * L);
    c30.blend(0f, c30.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c31.blend(0f, c31.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
    c32.blend(0f, c32.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 2 * L);
  }

  private static void rectify8x3(
      int depth,
      float[] a,
      int a0,
      int aStep,
      float[] b,
      int bo,
      int bRow,
      float[] s,
      int so,
      int sRow,
      float[] c,
      int co,
      int cRow) {
    FloatVector c00 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c01 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c02 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c10 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c11 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c12 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c20 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c21 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c22 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c30 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c31 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c32 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    FloatVector c40 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c41 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c42 = FloatVector.fromArray(S, s, so + 4 * sRow + 2 * L);
    FloatVector c50 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c51 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c52 = FloatVector.fromArray(S, s, so + 5 * sRow + 2 * L);
    FloatVector c60 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c61 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c62 = FloatVector.fromArray(S, s, so + 6 * sRow + 2 * L);
    FloatVector c70 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c71 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c72 = FloatVector.fromArray(S, s, so + 7 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c40 = x4.fma(b0, c40);
      c41 = x4.fma(b1, c41);
      c42 = x4.fma(b2, c42);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c50 = x5.fma(b0, c50);
      c51 = x5.fma(b1, c51);
      c52 = x5.fma(b2, c52);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c60 = x6.fma(b0, c60);
      c61 = x6.fma(b1, c61);
      c62 = x6.fma(b2, c62);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c70 = x7.fma(b0, c70);
      c71 = x7.fma(b1, c71);
      c72 = x7.fma(b2, c72);
      bo += bRow;
      a0 += aStep;
    }
    c00.blend(0f, c00.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c01.blend(0f, c01.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c02.blend(0f, c02.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 2 * L);
    c10.blend(0f, c10.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c11.blend(0f, c11.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c12.blend(0f, c12.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 2 * L);
    c20.blend(0f, c20.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c21.blend(0f, c21.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c22.blend(0f, c22.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 2 * L);
    c30.blend(0f, c30.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c31.blend(0f, c31.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
    c32.blend(0f, c32.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 2 * L);
    c40.blend(0f, c40.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 0 * L);
    c41.blend(0f, c41.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 1 * L);
    c42.blend(0f, c42.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 2 * L);
    c50.blend(0f, c50.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 0 * L);
    c51.blend(0f, c51.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 1 * L);
    c52.blend(0f, c52.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 2 * L);
    c60.blend(0f, c60.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 0 * L);
    c61.blend(0f, c61.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 1 * L);
    c62.blend(0f, c62.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 2 * L);
    c70.blend(0f, c70.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 0 * L);
    c71.blend(0f, c71.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 1 * L);
    c72.blend(0f, c72.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 2 * L);
  }
}
