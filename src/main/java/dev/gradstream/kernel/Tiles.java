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
   * Shape = 1000 * finish + 10 * rows + vectors; the other arguments are those of {@link
   * Kernels#product}, the rows of A standing side by side; aStep is 16 where there are 14 rows.
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
      int cRow,
      float[] beside) {
    switch (shape) {
      case 11 -> store1x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 21 -> store2x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 41 -> store4x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 81 -> store8x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 141 -> store14x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 12 -> store1x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 22 -> store2x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 42 -> store4x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 82 -> store8x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 142 -> store14x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 13 -> store1x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 23 -> store2x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 43 -> store4x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 83 -> store8x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1011 -> rectify1x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1021 -> rectify2x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1041 -> rectify4x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1081 -> rectify8x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1141 -> rectify14x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1012 -> rectify1x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1022 -> rectify2x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1042 -> rectify4x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1082 -> rectify8x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1142 -> rectify14x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1013 -> rectify1x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1023 -> rectify2x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1043 -> rectify4x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 1083 -> rectify8x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2011 -> slope1x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2021 -> slope2x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2041 -> slope4x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2081 -> slope8x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2141 -> slope14x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2012 -> slope1x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2022 -> slope2x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2042 -> slope4x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2082 -> slope8x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2142 -> slope14x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2013 -> slope1x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2023 -> slope2x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2043 -> slope4x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 2083 -> slope8x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3011 -> descend1x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3021 -> descend2x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3041 -> descend4x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3081 -> descend8x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3141 -> descend14x1(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3012 -> descend1x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3022 -> descend2x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3042 -> descend4x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3082 -> descend8x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3142 -> descend14x2(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3013 -> descend1x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3023 -> descend2x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3043 -> descend4x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);
      case 3083 -> descend8x3(depth, a, a0, aStep, b, bo, bRow, s, so, sRow, c, co, cRow, beside);

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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
    c4_0.intoArray(c, co + 4 * cRow + 0 * L);
    c5_0.intoArray(c, co + 5 * cRow + 0 * L);
    c6_0.intoArray(c, co + 6 * cRow + 0 * L);
    c7_0.intoArray(c, co + 7 * cRow + 0 * L);
  }

  private static void store14x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c8_0 = FloatVector.fromArray(S, s, so + 8 * sRow + 0 * L);
    FloatVector c9_0 = FloatVector.fromArray(S, s, so + 9 * sRow + 0 * L);
    FloatVector c10_0 = FloatVector.fromArray(S, s, so + 10 * sRow + 0 * L);
    FloatVector c11_0 = FloatVector.fromArray(S, s, so + 11 * sRow + 0 * L);
    FloatVector c12_0 = FloatVector.fromArray(S, s, so + 12 * sRow + 0 * L);
    FloatVector c13_0 = FloatVector.fromArray(S, s, so + 13 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k * 16 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + k * 16 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + k * 16 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + k * 16 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + k * 16 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + k * 16 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + k * 16 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + k * 16 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      FloatVector x8 = FloatVector.broadcast(S, a[a0 + k * 16 + 8]);
      c8_0 = x8.fma(b0, c8_0);
      FloatVector x9 = FloatVector.broadcast(S, a[a0 + k * 16 + 9]);
      c9_0 = x9.fma(b0, c9_0);
      FloatVector x10 = FloatVector.broadcast(S, a[a0 + k * 16 + 10]);
      c10_0 = x10.fma(b0, c10_0);
      FloatVector x11 = FloatVector.broadcast(S, a[a0 + k * 16 + 11]);
      c11_0 = x11.fma(b0, c11_0);
      FloatVector x12 = FloatVector.broadcast(S, a[a0 + k * 16 + 12]);
      c12_0 = x12.fma(b0, c12_0);
      FloatVector x13 = FloatVector.broadcast(S, a[a0 + k * 16 + 13]);
      c13_0 = x13.fma(b0, c13_0);
      bo += bRow;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
    c4_0.intoArray(c, co + 4 * cRow + 0 * L);
    c5_0.intoArray(c, co + 5 * cRow + 0 * L);
    c6_0.intoArray(c, co + 6 * cRow + 0 * L);
    c7_0.intoArray(c, co + 7 * cRow + 0 * L);
    c8_0.intoArray(c, co + 8 * cRow + 0 * L);
    c9_0.intoArray(c, co + 9 * cRow + 0 * L);
    c10_0.intoArray(c, co + 10 * cRow + 0 * L);
    c11_0.intoArray(c, co + 11 * cRow + 0 * L);
    c12_0.intoArray(c, co + 12 * cRow + 0 * L);
    c13_0.intoArray(c, co + 13 * cRow + 0 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.intoArray(c, co + 1 * cRow + 1 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.intoArray(c, co + 3 * cRow + 1 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.intoArray(c, co + 3 * cRow + 1 * L);
    c4_0.intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.intoArray(c, co + 4 * cRow + 1 * L);
    c5_0.intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.intoArray(c, co + 5 * cRow + 1 * L);
    c6_0.intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.intoArray(c, co + 6 * cRow + 1 * L);
    c7_0.intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.intoArray(c, co + 7 * cRow + 1 * L);
  }

  private static void store14x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c8_0 = FloatVector.fromArray(S, s, so + 8 * sRow + 0 * L);
    FloatVector c8_1 = FloatVector.fromArray(S, s, so + 8 * sRow + 1 * L);
    FloatVector c9_0 = FloatVector.fromArray(S, s, so + 9 * sRow + 0 * L);
    FloatVector c9_1 = FloatVector.fromArray(S, s, so + 9 * sRow + 1 * L);
    FloatVector c10_0 = FloatVector.fromArray(S, s, so + 10 * sRow + 0 * L);
    FloatVector c10_1 = FloatVector.fromArray(S, s, so + 10 * sRow + 1 * L);
    FloatVector c11_0 = FloatVector.fromArray(S, s, so + 11 * sRow + 0 * L);
    FloatVector c11_1 = FloatVector.fromArray(S, s, so + 11 * sRow + 1 * L);
    FloatVector c12_0 = FloatVector.fromArray(S, s, so + 12 * sRow + 0 * L);
    FloatVector c12_1 = FloatVector.fromArray(S, s, so + 12 * sRow + 1 * L);
    FloatVector c13_0 = FloatVector.fromArray(S, s, so + 13 * sRow + 0 * L);
    FloatVector c13_1 = FloatVector.fromArray(S, s, so + 13 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k * 16 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + k * 16 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + k * 16 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + k * 16 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + k * 16 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + k * 16 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + k * 16 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + k * 16 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      FloatVector x8 = FloatVector.broadcast(S, a[a0 + k * 16 + 8]);
      c8_0 = x8.fma(b0, c8_0);
      c8_1 = x8.fma(b1, c8_1);
      FloatVector x9 = FloatVector.broadcast(S, a[a0 + k * 16 + 9]);
      c9_0 = x9.fma(b0, c9_0);
      c9_1 = x9.fma(b1, c9_1);
      FloatVector x10 = FloatVector.broadcast(S, a[a0 + k * 16 + 10]);
      c10_0 = x10.fma(b0, c10_0);
      c10_1 = x10.fma(b1, c10_1);
      FloatVector x11 = FloatVector.broadcast(S, a[a0 + k * 16 + 11]);
      c11_0 = x11.fma(b0, c11_0);
      c11_1 = x11.fma(b1, c11_1);
      FloatVector x12 = FloatVector.broadcast(S, a[a0 + k * 16 + 12]);
      c12_0 = x12.fma(b0, c12_0);
      c12_1 = x12.fma(b1, c12_1);
      FloatVector x13 = FloatVector.broadcast(S, a[a0 + k * 16 + 13]);
      c13_0 = x13.fma(b0, c13_0);
      c13_1 = x13.fma(b1, c13_1);
      bo += bRow;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.intoArray(c, co + 3 * cRow + 1 * L);
    c4_0.intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.intoArray(c, co + 4 * cRow + 1 * L);
    c5_0.intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.intoArray(c, co + 5 * cRow + 1 * L);
    c6_0.intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.intoArray(c, co + 6 * cRow + 1 * L);
    c7_0.intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.intoArray(c, co + 7 * cRow + 1 * L);
    c8_0.intoArray(c, co + 8 * cRow + 0 * L);
    c8_1.intoArray(c, co + 8 * cRow + 1 * L);
    c9_0.intoArray(c, co + 9 * cRow + 0 * L);
    c9_1.intoArray(c, co + 9 * cRow + 1 * L);
    c10_0.intoArray(c, co + 10 * cRow + 0 * L);
    c10_1.intoArray(c, co + 10 * cRow + 1 * L);
    c11_0.intoArray(c, co + 11 * cRow + 0 * L);
    c11_1.intoArray(c, co + 11 * cRow + 1 * L);
    c12_0.intoArray(c, co + 12 * cRow + 0 * L);
    c12_1.intoArray(c, co + 12 * cRow + 1 * L);
    c13_0.intoArray(c, co + 13 * cRow + 0 * L);
    c13_1.intoArray(c, co + 13 * cRow + 1 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.intoArray(c, co + 0 * cRow + 2 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.intoArray(c, co + 1 * cRow + 2 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c2_2 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c3_2 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      c2_2 = x2.fma(b2, c2_2);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      c3_2 = x3.fma(b2, c3_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.intoArray(c, co + 1 * cRow + 2 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.intoArray(c, co + 2 * cRow + 1 * L);
    c2_2.intoArray(c, co + 2 * cRow + 2 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.intoArray(c, co + 3 * cRow + 1 * L);
    c3_2.intoArray(c, co + 3 * cRow + 2 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c2_2 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c3_2 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c4_2 = FloatVector.fromArray(S, s, so + 4 * sRow + 2 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c5_2 = FloatVector.fromArray(S, s, so + 5 * sRow + 2 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c6_2 = FloatVector.fromArray(S, s, so + 6 * sRow + 2 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c7_2 = FloatVector.fromArray(S, s, so + 7 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      c2_2 = x2.fma(b2, c2_2);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      c3_2 = x3.fma(b2, c3_2);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      c4_2 = x4.fma(b2, c4_2);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      c5_2 = x5.fma(b2, c5_2);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      c6_2 = x6.fma(b2, c6_2);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      c7_2 = x7.fma(b2, c7_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.intoArray(c, co + 1 * cRow + 2 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.intoArray(c, co + 2 * cRow + 1 * L);
    c2_2.intoArray(c, co + 2 * cRow + 2 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.intoArray(c, co + 3 * cRow + 1 * L);
    c3_2.intoArray(c, co + 3 * cRow + 2 * L);
    c4_0.intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.intoArray(c, co + 4 * cRow + 1 * L);
    c4_2.intoArray(c, co + 4 * cRow + 2 * L);
    c5_0.intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.intoArray(c, co + 5 * cRow + 1 * L);
    c5_2.intoArray(c, co + 5 * cRow + 2 * L);
    c6_0.intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.intoArray(c, co + 6 * cRow + 1 * L);
    c6_2.intoArray(c, co + 6 * cRow + 2 * L);
    c7_0.intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.intoArray(c, co + 7 * cRow + 1 * L);
    c7_2.intoArray(c, co + 7 * cRow + 2 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.blend(0f, c2_0.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.blend(0f, c3_0.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.blend(0f, c2_0.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.blend(0f, c3_0.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c4_0.blend(0f, c4_0.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 0 * L);
    c5_0.blend(0f, c5_0.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 0 * L);
    c6_0.blend(0f, c6_0.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 0 * L);
    c7_0.blend(0f, c7_0.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 0 * L);
  }

  private static void rectify14x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c8_0 = FloatVector.fromArray(S, s, so + 8 * sRow + 0 * L);
    FloatVector c9_0 = FloatVector.fromArray(S, s, so + 9 * sRow + 0 * L);
    FloatVector c10_0 = FloatVector.fromArray(S, s, so + 10 * sRow + 0 * L);
    FloatVector c11_0 = FloatVector.fromArray(S, s, so + 11 * sRow + 0 * L);
    FloatVector c12_0 = FloatVector.fromArray(S, s, so + 12 * sRow + 0 * L);
    FloatVector c13_0 = FloatVector.fromArray(S, s, so + 13 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k * 16 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + k * 16 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + k * 16 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + k * 16 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + k * 16 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + k * 16 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + k * 16 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + k * 16 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      FloatVector x8 = FloatVector.broadcast(S, a[a0 + k * 16 + 8]);
      c8_0 = x8.fma(b0, c8_0);
      FloatVector x9 = FloatVector.broadcast(S, a[a0 + k * 16 + 9]);
      c9_0 = x9.fma(b0, c9_0);
      FloatVector x10 = FloatVector.broadcast(S, a[a0 + k * 16 + 10]);
      c10_0 = x10.fma(b0, c10_0);
      FloatVector x11 = FloatVector.broadcast(S, a[a0 + k * 16 + 11]);
      c11_0 = x11.fma(b0, c11_0);
      FloatVector x12 = FloatVector.broadcast(S, a[a0 + k * 16 + 12]);
      c12_0 = x12.fma(b0, c12_0);
      FloatVector x13 = FloatVector.broadcast(S, a[a0 + k * 16 + 13]);
      c13_0 = x13.fma(b0, c13_0);
      bo += bRow;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.blend(0f, c2_0.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.blend(0f, c3_0.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c4_0.blend(0f, c4_0.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 0 * L);
    c5_0.blend(0f, c5_0.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 0 * L);
    c6_0.blend(0f, c6_0.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 0 * L);
    c7_0.blend(0f, c7_0.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 0 * L);
    c8_0.blend(0f, c8_0.compare(LE, 0f)).intoArray(c, co + 8 * cRow + 0 * L);
    c9_0.blend(0f, c9_0.compare(LE, 0f)).intoArray(c, co + 9 * cRow + 0 * L);
    c10_0.blend(0f, c10_0.compare(LE, 0f)).intoArray(c, co + 10 * cRow + 0 * L);
    c11_0.blend(0f, c11_0.compare(LE, 0f)).intoArray(c, co + 11 * cRow + 0 * L);
    c12_0.blend(0f, c12_0.compare(LE, 0f)).intoArray(c, co + 12 * cRow + 0 * L);
    c13_0.blend(0f, c13_0.compare(LE, 0f)).intoArray(c, co + 13 * cRow + 0 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, c1_1.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, c1_1.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.blend(0f, c2_0.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, c2_1.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.blend(0f, c3_0.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, c3_1.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, c1_1.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.blend(0f, c2_0.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, c2_1.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.blend(0f, c3_0.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, c3_1.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
    c4_0.blend(0f, c4_0.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.blend(0f, c4_1.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 1 * L);
    c5_0.blend(0f, c5_0.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.blend(0f, c5_1.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 1 * L);
    c6_0.blend(0f, c6_0.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.blend(0f, c6_1.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 1 * L);
    c7_0.blend(0f, c7_0.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.blend(0f, c7_1.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 1 * L);
  }

  private static void rectify14x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c8_0 = FloatVector.fromArray(S, s, so + 8 * sRow + 0 * L);
    FloatVector c8_1 = FloatVector.fromArray(S, s, so + 8 * sRow + 1 * L);
    FloatVector c9_0 = FloatVector.fromArray(S, s, so + 9 * sRow + 0 * L);
    FloatVector c9_1 = FloatVector.fromArray(S, s, so + 9 * sRow + 1 * L);
    FloatVector c10_0 = FloatVector.fromArray(S, s, so + 10 * sRow + 0 * L);
    FloatVector c10_1 = FloatVector.fromArray(S, s, so + 10 * sRow + 1 * L);
    FloatVector c11_0 = FloatVector.fromArray(S, s, so + 11 * sRow + 0 * L);
    FloatVector c11_1 = FloatVector.fromArray(S, s, so + 11 * sRow + 1 * L);
    FloatVector c12_0 = FloatVector.fromArray(S, s, so + 12 * sRow + 0 * L);
    FloatVector c12_1 = FloatVector.fromArray(S, s, so + 12 * sRow + 1 * L);
    FloatVector c13_0 = FloatVector.fromArray(S, s, so + 13 * sRow + 0 * L);
    FloatVector c13_1 = FloatVector.fromArray(S, s, so + 13 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k * 16 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + k * 16 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + k * 16 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + k * 16 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + k * 16 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + k * 16 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + k * 16 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + k * 16 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      FloatVector x8 = FloatVector.broadcast(S, a[a0 + k * 16 + 8]);
      c8_0 = x8.fma(b0, c8_0);
      c8_1 = x8.fma(b1, c8_1);
      FloatVector x9 = FloatVector.broadcast(S, a[a0 + k * 16 + 9]);
      c9_0 = x9.fma(b0, c9_0);
      c9_1 = x9.fma(b1, c9_1);
      FloatVector x10 = FloatVector.broadcast(S, a[a0 + k * 16 + 10]);
      c10_0 = x10.fma(b0, c10_0);
      c10_1 = x10.fma(b1, c10_1);
      FloatVector x11 = FloatVector.broadcast(S, a[a0 + k * 16 + 11]);
      c11_0 = x11.fma(b0, c11_0);
      c11_1 = x11.fma(b1, c11_1);
      FloatVector x12 = FloatVector.broadcast(S, a[a0 + k * 16 + 12]);
      c12_0 = x12.fma(b0, c12_0);
      c12_1 = x12.fma(b1, c12_1);
      FloatVector x13 = FloatVector.broadcast(S, a[a0 + k * 16 + 13]);
      c13_0 = x13.fma(b0, c13_0);
      c13_1 = x13.fma(b1, c13_1);
      bo += bRow;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, c1_1.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.blend(0f, c2_0.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, c2_1.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.blend(0f, c3_0.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, c3_1.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
    c4_0.blend(0f, c4_0.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.blend(0f, c4_1.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 1 * L);
    c5_0.blend(0f, c5_0.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.blend(0f, c5_1.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 1 * L);
    c6_0.blend(0f, c6_0.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.blend(0f, c6_1.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 1 * L);
    c7_0.blend(0f, c7_0.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.blend(0f, c7_1.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 1 * L);
    c8_0.blend(0f, c8_0.compare(LE, 0f)).intoArray(c, co + 8 * cRow + 0 * L);
    c8_1.blend(0f, c8_1.compare(LE, 0f)).intoArray(c, co + 8 * cRow + 1 * L);
    c9_0.blend(0f, c9_0.compare(LE, 0f)).intoArray(c, co + 9 * cRow + 0 * L);
    c9_1.blend(0f, c9_1.compare(LE, 0f)).intoArray(c, co + 9 * cRow + 1 * L);
    c10_0.blend(0f, c10_0.compare(LE, 0f)).intoArray(c, co + 10 * cRow + 0 * L);
    c10_1.blend(0f, c10_1.compare(LE, 0f)).intoArray(c, co + 10 * cRow + 1 * L);
    c11_0.blend(0f, c11_0.compare(LE, 0f)).intoArray(c, co + 11 * cRow + 0 * L);
    c11_1.blend(0f, c11_1.compare(LE, 0f)).intoArray(c, co + 11 * cRow + 1 * L);
    c12_0.blend(0f, c12_0.compare(LE, 0f)).intoArray(c, co + 12 * cRow + 0 * L);
    c12_1.blend(0f, c12_1.compare(LE, 0f)).intoArray(c, co + 12 * cRow + 1 * L);
    c13_0.blend(0f, c13_0.compare(LE, 0f)).intoArray(c, co + 13 * cRow + 0 * L);
    c13_1.blend(0f, c13_1.compare(LE, 0f)).intoArray(c, co + 13 * cRow + 1 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.blend(0f, c0_2.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 2 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.blend(0f, c0_2.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, c1_1.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.blend(0f, c1_2.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 2 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c2_2 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c3_2 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      c2_2 = x2.fma(b2, c2_2);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      c3_2 = x3.fma(b2, c3_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.blend(0f, c0_2.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, c1_1.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.blend(0f, c1_2.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 2 * L);
    c2_0.blend(0f, c2_0.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, c2_1.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c2_2.blend(0f, c2_2.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 2 * L);
    c3_0.blend(0f, c3_0.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, c3_1.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
    c3_2.blend(0f, c3_2.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 2 * L);
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c2_2 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c3_2 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c4_2 = FloatVector.fromArray(S, s, so + 4 * sRow + 2 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c5_2 = FloatVector.fromArray(S, s, so + 5 * sRow + 2 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c6_2 = FloatVector.fromArray(S, s, so + 6 * sRow + 2 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c7_2 = FloatVector.fromArray(S, s, so + 7 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      c2_2 = x2.fma(b2, c2_2);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      c3_2 = x3.fma(b2, c3_2);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      c4_2 = x4.fma(b2, c4_2);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      c5_2 = x5.fma(b2, c5_2);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      c6_2 = x6.fma(b2, c6_2);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      c7_2 = x7.fma(b2, c7_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, c0_0.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, c0_1.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.blend(0f, c0_2.compare(LE, 0f)).intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.blend(0f, c1_0.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, c1_1.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.blend(0f, c1_2.compare(LE, 0f)).intoArray(c, co + 1 * cRow + 2 * L);
    c2_0.blend(0f, c2_0.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, c2_1.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 1 * L);
    c2_2.blend(0f, c2_2.compare(LE, 0f)).intoArray(c, co + 2 * cRow + 2 * L);
    c3_0.blend(0f, c3_0.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, c3_1.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 1 * L);
    c3_2.blend(0f, c3_2.compare(LE, 0f)).intoArray(c, co + 3 * cRow + 2 * L);
    c4_0.blend(0f, c4_0.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.blend(0f, c4_1.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 1 * L);
    c4_2.blend(0f, c4_2.compare(LE, 0f)).intoArray(c, co + 4 * cRow + 2 * L);
    c5_0.blend(0f, c5_0.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.blend(0f, c5_1.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 1 * L);
    c5_2.blend(0f, c5_2.compare(LE, 0f)).intoArray(c, co + 5 * cRow + 2 * L);
    c6_0.blend(0f, c6_0.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.blend(0f, c6_1.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 1 * L);
    c6_2.blend(0f, c6_2.compare(LE, 0f)).intoArray(c, co + 6 * cRow + 2 * L);
    c7_0.blend(0f, c7_0.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.blend(0f, c7_1.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 1 * L);
    c7_2.blend(0f, c7_2.compare(LE, 0f)).intoArray(c, co + 7 * cRow + 2 * L);
  }

  private static void slope1x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
  }

  private static void slope2x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
  }

  private static void slope4x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 0 * L);
  }

  private static void slope8x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 0 * L);
    c4_0.blend(0f, FloatVector.fromArray(S, beside, co + 4 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 4 * cRow + 0 * L);
    c5_0.blend(0f, FloatVector.fromArray(S, beside, co + 5 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 5 * cRow + 0 * L);
    c6_0.blend(0f, FloatVector.fromArray(S, beside, co + 6 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 6 * cRow + 0 * L);
    c7_0.blend(0f, FloatVector.fromArray(S, beside, co + 7 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 7 * cRow + 0 * L);
  }

  private static void slope14x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c8_0 = FloatVector.fromArray(S, s, so + 8 * sRow + 0 * L);
    FloatVector c9_0 = FloatVector.fromArray(S, s, so + 9 * sRow + 0 * L);
    FloatVector c10_0 = FloatVector.fromArray(S, s, so + 10 * sRow + 0 * L);
    FloatVector c11_0 = FloatVector.fromArray(S, s, so + 11 * sRow + 0 * L);
    FloatVector c12_0 = FloatVector.fromArray(S, s, so + 12 * sRow + 0 * L);
    FloatVector c13_0 = FloatVector.fromArray(S, s, so + 13 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k * 16 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + k * 16 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + k * 16 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + k * 16 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + k * 16 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + k * 16 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + k * 16 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + k * 16 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      FloatVector x8 = FloatVector.broadcast(S, a[a0 + k * 16 + 8]);
      c8_0 = x8.fma(b0, c8_0);
      FloatVector x9 = FloatVector.broadcast(S, a[a0 + k * 16 + 9]);
      c9_0 = x9.fma(b0, c9_0);
      FloatVector x10 = FloatVector.broadcast(S, a[a0 + k * 16 + 10]);
      c10_0 = x10.fma(b0, c10_0);
      FloatVector x11 = FloatVector.broadcast(S, a[a0 + k * 16 + 11]);
      c11_0 = x11.fma(b0, c11_0);
      FloatVector x12 = FloatVector.broadcast(S, a[a0 + k * 16 + 12]);
      c12_0 = x12.fma(b0, c12_0);
      FloatVector x13 = FloatVector.broadcast(S, a[a0 + k * 16 + 13]);
      c13_0 = x13.fma(b0, c13_0);
      bo += bRow;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c2_0.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 0 * L);
    c3_0.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 0 * L);
    c4_0.blend(0f, FloatVector.fromArray(S, beside, co + 4 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 4 * cRow + 0 * L);
    c5_0.blend(0f, FloatVector.fromArray(S, beside, co + 5 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 5 * cRow + 0 * L);
    c6_0.blend(0f, FloatVector.fromArray(S, beside, co + 6 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 6 * cRow + 0 * L);
    c7_0.blend(0f, FloatVector.fromArray(S, beside, co + 7 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 7 * cRow + 0 * L);
    c8_0.blend(0f, FloatVector.fromArray(S, beside, co + 8 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 8 * cRow + 0 * L);
    c9_0.blend(0f, FloatVector.fromArray(S, beside, co + 9 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 9 * cRow + 0 * L);
    c10_0
        .blend(0f, FloatVector.fromArray(S, beside, co + 10 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 10 * cRow + 0 * L);
    c11_0
        .blend(0f, FloatVector.fromArray(S, beside, co + 11 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 11 * cRow + 0 * L);
    c12_0
        .blend(0f, FloatVector.fromArray(S, beside, co + 12 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 12 * cRow + 0 * L);
    c13_0
        .blend(0f, FloatVector.fromArray(S, beside, co + 13 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 13 * cRow + 0 * L);
  }

  private static void slope1x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 1 * L);
  }

  private static void slope2x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 1 * L);
  }

  private static void slope4x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 1 * L);
  }

  private static void slope8x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 1 * L);
    c4_0.blend(0f, FloatVector.fromArray(S, beside, co + 4 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.blend(0f, FloatVector.fromArray(S, beside, co + 4 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 4 * cRow + 1 * L);
    c5_0.blend(0f, FloatVector.fromArray(S, beside, co + 5 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.blend(0f, FloatVector.fromArray(S, beside, co + 5 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 5 * cRow + 1 * L);
    c6_0.blend(0f, FloatVector.fromArray(S, beside, co + 6 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.blend(0f, FloatVector.fromArray(S, beside, co + 6 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 6 * cRow + 1 * L);
    c7_0.blend(0f, FloatVector.fromArray(S, beside, co + 7 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.blend(0f, FloatVector.fromArray(S, beside, co + 7 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 7 * cRow + 1 * L);
  }

  private static void slope14x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c8_0 = FloatVector.fromArray(S, s, so + 8 * sRow + 0 * L);
    FloatVector c8_1 = FloatVector.fromArray(S, s, so + 8 * sRow + 1 * L);
    FloatVector c9_0 = FloatVector.fromArray(S, s, so + 9 * sRow + 0 * L);
    FloatVector c9_1 = FloatVector.fromArray(S, s, so + 9 * sRow + 1 * L);
    FloatVector c10_0 = FloatVector.fromArray(S, s, so + 10 * sRow + 0 * L);
    FloatVector c10_1 = FloatVector.fromArray(S, s, so + 10 * sRow + 1 * L);
    FloatVector c11_0 = FloatVector.fromArray(S, s, so + 11 * sRow + 0 * L);
    FloatVector c11_1 = FloatVector.fromArray(S, s, so + 11 * sRow + 1 * L);
    FloatVector c12_0 = FloatVector.fromArray(S, s, so + 12 * sRow + 0 * L);
    FloatVector c12_1 = FloatVector.fromArray(S, s, so + 12 * sRow + 1 * L);
    FloatVector c13_0 = FloatVector.fromArray(S, s, so + 13 * sRow + 0 * L);
    FloatVector c13_1 = FloatVector.fromArray(S, s, so + 13 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k * 16 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + k * 16 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + k * 16 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + k * 16 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + k * 16 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + k * 16 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + k * 16 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + k * 16 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      FloatVector x8 = FloatVector.broadcast(S, a[a0 + k * 16 + 8]);
      c8_0 = x8.fma(b0, c8_0);
      c8_1 = x8.fma(b1, c8_1);
      FloatVector x9 = FloatVector.broadcast(S, a[a0 + k * 16 + 9]);
      c9_0 = x9.fma(b0, c9_0);
      c9_1 = x9.fma(b1, c9_1);
      FloatVector x10 = FloatVector.broadcast(S, a[a0 + k * 16 + 10]);
      c10_0 = x10.fma(b0, c10_0);
      c10_1 = x10.fma(b1, c10_1);
      FloatVector x11 = FloatVector.broadcast(S, a[a0 + k * 16 + 11]);
      c11_0 = x11.fma(b0, c11_0);
      c11_1 = x11.fma(b1, c11_1);
      FloatVector x12 = FloatVector.broadcast(S, a[a0 + k * 16 + 12]);
      c12_0 = x12.fma(b0, c12_0);
      c12_1 = x12.fma(b1, c12_1);
      FloatVector x13 = FloatVector.broadcast(S, a[a0 + k * 16 + 13]);
      c13_0 = x13.fma(b0, c13_0);
      c13_1 = x13.fma(b1, c13_1);
      bo += bRow;
    }
    c0_0.intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.intoArray(c, co + 0 * cRow + 1 * L);
    c1_0.intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.intoArray(c, co + 1 * cRow + 1 * L);
    c2_0.intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.intoArray(c, co + 2 * cRow + 1 * L);
    c3_0.intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.intoArray(c, co + 3 * cRow + 1 * L);
    c4_0.intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.intoArray(c, co + 4 * cRow + 1 * L);
    c5_0.intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.intoArray(c, co + 5 * cRow + 1 * L);
    c6_0.intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.intoArray(c, co + 6 * cRow + 1 * L);
    c7_0.intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.intoArray(c, co + 7 * cRow + 1 * L);
    c8_0.intoArray(c, co + 8 * cRow + 0 * L);
    c8_1.intoArray(c, co + 8 * cRow + 1 * L);
    c9_0.intoArray(c, co + 9 * cRow + 0 * L);
    c9_1.intoArray(c, co + 9 * cRow + 1 * L);
    c10_0.intoArray(c, co + 10 * cRow + 0 * L);
    c10_1.intoArray(c, co + 10 * cRow + 1 * L);
    c11_0.intoArray(c, co + 11 * cRow + 0 * L);
    c11_1.intoArray(c, co + 11 * cRow + 1 * L);
    c12_0.intoArray(c, co + 12 * cRow + 0 * L);
    c12_1.intoArray(c, co + 12 * cRow + 1 * L);
    c13_0.intoArray(c, co + 13 * cRow + 0 * L);
    c13_1.intoArray(c, co + 13 * cRow + 1 * L);
    for (int r = 0; r < 14; r++) {
      FloatVector.fromArray(S, c, co)
          .blend(0f, FloatVector.fromArray(S, beside, co).compare(LE, 0f))
          .intoArray(c, co);
      FloatVector.fromArray(S, c, co + L)
          .blend(0f, FloatVector.fromArray(S, beside, co + L).compare(LE, 0f))
          .intoArray(c, co + L);
      co += cRow;
    }
  }

  private static void slope1x3(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 2 * L);
  }

  private static void slope2x3(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 2 * L);
  }

  private static void slope4x3(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c2_2 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c3_2 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      c2_2 = x2.fma(b2, c2_2);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      c3_2 = x3.fma(b2, c3_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 2 * L);
    c2_0.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 1 * L);
    c2_2.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 2 * L);
    c3_0.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 1 * L);
    c3_2.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 2 * L);
  }

  private static void slope8x3(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c2_2 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c3_2 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c4_2 = FloatVector.fromArray(S, s, so + 4 * sRow + 2 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c5_2 = FloatVector.fromArray(S, s, so + 5 * sRow + 2 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c6_2 = FloatVector.fromArray(S, s, so + 6 * sRow + 2 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c7_2 = FloatVector.fromArray(S, s, so + 7 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      c2_2 = x2.fma(b2, c2_2);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      c3_2 = x3.fma(b2, c3_2);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      c4_2 = x4.fma(b2, c4_2);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      c5_2 = x5.fma(b2, c5_2);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      c6_2 = x6.fma(b2, c6_2);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      c7_2 = x7.fma(b2, c7_2);
      bo += bRow;
      a0 += aStep;
    }
    c0_0.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 0 * L);
    c0_1.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 1 * L);
    c0_2.blend(0f, FloatVector.fromArray(S, beside, co + 0 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 0 * cRow + 2 * L);
    c1_0.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 0 * L);
    c1_1.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 1 * L);
    c1_2.blend(0f, FloatVector.fromArray(S, beside, co + 1 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 1 * cRow + 2 * L);
    c2_0.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 0 * L);
    c2_1.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 1 * L);
    c2_2.blend(0f, FloatVector.fromArray(S, beside, co + 2 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 2 * cRow + 2 * L);
    c3_0.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 0 * L);
    c3_1.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 1 * L);
    c3_2.blend(0f, FloatVector.fromArray(S, beside, co + 3 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 3 * cRow + 2 * L);
    c4_0.blend(0f, FloatVector.fromArray(S, beside, co + 4 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 4 * cRow + 0 * L);
    c4_1.blend(0f, FloatVector.fromArray(S, beside, co + 4 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 4 * cRow + 1 * L);
    c4_2.blend(0f, FloatVector.fromArray(S, beside, co + 4 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 4 * cRow + 2 * L);
    c5_0.blend(0f, FloatVector.fromArray(S, beside, co + 5 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 5 * cRow + 0 * L);
    c5_1.blend(0f, FloatVector.fromArray(S, beside, co + 5 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 5 * cRow + 1 * L);
    c5_2.blend(0f, FloatVector.fromArray(S, beside, co + 5 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 5 * cRow + 2 * L);
    c6_0.blend(0f, FloatVector.fromArray(S, beside, co + 6 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 6 * cRow + 0 * L);
    c6_1.blend(0f, FloatVector.fromArray(S, beside, co + 6 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 6 * cRow + 1 * L);
    c6_2.blend(0f, FloatVector.fromArray(S, beside, co + 6 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 6 * cRow + 2 * L);
    c7_0.blend(0f, FloatVector.fromArray(S, beside, co + 7 * cRow + 0 * L).compare(LE, 0f))
        .intoArray(c, co + 7 * cRow + 0 * L);
    c7_1.blend(0f, FloatVector.fromArray(S, beside, co + 7 * cRow + 1 * L).compare(LE, 0f))
        .intoArray(c, co + 7 * cRow + 1 * L);
    c7_2.blend(0f, FloatVector.fromArray(S, beside, co + 7 * cRow + 2 * L).compare(LE, 0f))
        .intoArray(c, co + 7 * cRow + 2 * L);
  }

  private static void descend1x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
  }

  private static void descend2x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
  }

  private static void descend4x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c2_0, FloatVector.fromArray(S, c, co + 2 * cRow + 0 * L))
        .intoArray(c, co + 2 * cRow + 0 * L);
    minus
        .fma(c3_0, FloatVector.fromArray(S, c, co + 3 * cRow + 0 * L))
        .intoArray(c, co + 3 * cRow + 0 * L);
  }

  private static void descend8x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c2_0, FloatVector.fromArray(S, c, co + 2 * cRow + 0 * L))
        .intoArray(c, co + 2 * cRow + 0 * L);
    minus
        .fma(c3_0, FloatVector.fromArray(S, c, co + 3 * cRow + 0 * L))
        .intoArray(c, co + 3 * cRow + 0 * L);
    minus
        .fma(c4_0, FloatVector.fromArray(S, c, co + 4 * cRow + 0 * L))
        .intoArray(c, co + 4 * cRow + 0 * L);
    minus
        .fma(c5_0, FloatVector.fromArray(S, c, co + 5 * cRow + 0 * L))
        .intoArray(c, co + 5 * cRow + 0 * L);
    minus
        .fma(c6_0, FloatVector.fromArray(S, c, co + 6 * cRow + 0 * L))
        .intoArray(c, co + 6 * cRow + 0 * L);
    minus
        .fma(c7_0, FloatVector.fromArray(S, c, co + 7 * cRow + 0 * L))
        .intoArray(c, co + 7 * cRow + 0 * L);
  }

  private static void descend14x1(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c8_0 = FloatVector.fromArray(S, s, so + 8 * sRow + 0 * L);
    FloatVector c9_0 = FloatVector.fromArray(S, s, so + 9 * sRow + 0 * L);
    FloatVector c10_0 = FloatVector.fromArray(S, s, so + 10 * sRow + 0 * L);
    FloatVector c11_0 = FloatVector.fromArray(S, s, so + 11 * sRow + 0 * L);
    FloatVector c12_0 = FloatVector.fromArray(S, s, so + 12 * sRow + 0 * L);
    FloatVector c13_0 = FloatVector.fromArray(S, s, so + 13 * sRow + 0 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k * 16 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + k * 16 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + k * 16 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + k * 16 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + k * 16 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + k * 16 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + k * 16 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + k * 16 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      FloatVector x8 = FloatVector.broadcast(S, a[a0 + k * 16 + 8]);
      c8_0 = x8.fma(b0, c8_0);
      FloatVector x9 = FloatVector.broadcast(S, a[a0 + k * 16 + 9]);
      c9_0 = x9.fma(b0, c9_0);
      FloatVector x10 = FloatVector.broadcast(S, a[a0 + k * 16 + 10]);
      c10_0 = x10.fma(b0, c10_0);
      FloatVector x11 = FloatVector.broadcast(S, a[a0 + k * 16 + 11]);
      c11_0 = x11.fma(b0, c11_0);
      FloatVector x12 = FloatVector.broadcast(S, a[a0 + k * 16 + 12]);
      c12_0 = x12.fma(b0, c12_0);
      FloatVector x13 = FloatVector.broadcast(S, a[a0 + k * 16 + 13]);
      c13_0 = x13.fma(b0, c13_0);
      bo += bRow;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c2_0, FloatVector.fromArray(S, c, co + 2 * cRow + 0 * L))
        .intoArray(c, co + 2 * cRow + 0 * L);
    minus
        .fma(c3_0, FloatVector.fromArray(S, c, co + 3 * cRow + 0 * L))
        .intoArray(c, co + 3 * cRow + 0 * L);
    minus
        .fma(c4_0, FloatVector.fromArray(S, c, co + 4 * cRow + 0 * L))
        .intoArray(c, co + 4 * cRow + 0 * L);
    minus
        .fma(c5_0, FloatVector.fromArray(S, c, co + 5 * cRow + 0 * L))
        .intoArray(c, co + 5 * cRow + 0 * L);
    minus
        .fma(c6_0, FloatVector.fromArray(S, c, co + 6 * cRow + 0 * L))
        .intoArray(c, co + 6 * cRow + 0 * L);
    minus
        .fma(c7_0, FloatVector.fromArray(S, c, co + 7 * cRow + 0 * L))
        .intoArray(c, co + 7 * cRow + 0 * L);
    minus
        .fma(c8_0, FloatVector.fromArray(S, c, co + 8 * cRow + 0 * L))
        .intoArray(c, co + 8 * cRow + 0 * L);
    minus
        .fma(c9_0, FloatVector.fromArray(S, c, co + 9 * cRow + 0 * L))
        .intoArray(c, co + 9 * cRow + 0 * L);
    minus
        .fma(c10_0, FloatVector.fromArray(S, c, co + 10 * cRow + 0 * L))
        .intoArray(c, co + 10 * cRow + 0 * L);
    minus
        .fma(c11_0, FloatVector.fromArray(S, c, co + 11 * cRow + 0 * L))
        .intoArray(c, co + 11 * cRow + 0 * L);
    minus
        .fma(c12_0, FloatVector.fromArray(S, c, co + 12 * cRow + 0 * L))
        .intoArray(c, co + 12 * cRow + 0 * L);
    minus
        .fma(c13_0, FloatVector.fromArray(S, c, co + 13 * cRow + 0 * L))
        .intoArray(c, co + 13 * cRow + 0 * L);
  }

  private static void descend1x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
  }

  private static void descend2x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c1_1, FloatVector.fromArray(S, c, co + 1 * cRow + 1 * L))
        .intoArray(c, co + 1 * cRow + 1 * L);
  }

  private static void descend4x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c1_1, FloatVector.fromArray(S, c, co + 1 * cRow + 1 * L))
        .intoArray(c, co + 1 * cRow + 1 * L);
    minus
        .fma(c2_0, FloatVector.fromArray(S, c, co + 2 * cRow + 0 * L))
        .intoArray(c, co + 2 * cRow + 0 * L);
    minus
        .fma(c2_1, FloatVector.fromArray(S, c, co + 2 * cRow + 1 * L))
        .intoArray(c, co + 2 * cRow + 1 * L);
    minus
        .fma(c3_0, FloatVector.fromArray(S, c, co + 3 * cRow + 0 * L))
        .intoArray(c, co + 3 * cRow + 0 * L);
    minus
        .fma(c3_1, FloatVector.fromArray(S, c, co + 3 * cRow + 1 * L))
        .intoArray(c, co + 3 * cRow + 1 * L);
  }

  private static void descend8x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c1_1, FloatVector.fromArray(S, c, co + 1 * cRow + 1 * L))
        .intoArray(c, co + 1 * cRow + 1 * L);
    minus
        .fma(c2_0, FloatVector.fromArray(S, c, co + 2 * cRow + 0 * L))
        .intoArray(c, co + 2 * cRow + 0 * L);
    minus
        .fma(c2_1, FloatVector.fromArray(S, c, co + 2 * cRow + 1 * L))
        .intoArray(c, co + 2 * cRow + 1 * L);
    minus
        .fma(c3_0, FloatVector.fromArray(S, c, co + 3 * cRow + 0 * L))
        .intoArray(c, co + 3 * cRow + 0 * L);
    minus
        .fma(c3_1, FloatVector.fromArray(S, c, co + 3 * cRow + 1 * L))
        .intoArray(c, co + 3 * cRow + 1 * L);
    minus
        .fma(c4_0, FloatVector.fromArray(S, c, co + 4 * cRow + 0 * L))
        .intoArray(c, co + 4 * cRow + 0 * L);
    minus
        .fma(c4_1, FloatVector.fromArray(S, c, co + 4 * cRow + 1 * L))
        .intoArray(c, co + 4 * cRow + 1 * L);
    minus
        .fma(c5_0, FloatVector.fromArray(S, c, co + 5 * cRow + 0 * L))
        .intoArray(c, co + 5 * cRow + 0 * L);
    minus
        .fma(c5_1, FloatVector.fromArray(S, c, co + 5 * cRow + 1 * L))
        .intoArray(c, co + 5 * cRow + 1 * L);
    minus
        .fma(c6_0, FloatVector.fromArray(S, c, co + 6 * cRow + 0 * L))
        .intoArray(c, co + 6 * cRow + 0 * L);
    minus
        .fma(c6_1, FloatVector.fromArray(S, c, co + 6 * cRow + 1 * L))
        .intoArray(c, co + 6 * cRow + 1 * L);
    minus
        .fma(c7_0, FloatVector.fromArray(S, c, co + 7 * cRow + 0 * L))
        .intoArray(c, co + 7 * cRow + 0 * L);
    minus
        .fma(c7_1, FloatVector.fromArray(S, c, co + 7 * cRow + 1 * L))
        .intoArray(c, co + 7 * cRow + 1 * L);
  }

  private static void descend14x2(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c8_0 = FloatVector.fromArray(S, s, so + 8 * sRow + 0 * L);
    FloatVector c8_1 = FloatVector.fromArray(S, s, so + 8 * sRow + 1 * L);
    FloatVector c9_0 = FloatVector.fromArray(S, s, so + 9 * sRow + 0 * L);
    FloatVector c9_1 = FloatVector.fromArray(S, s, so + 9 * sRow + 1 * L);
    FloatVector c10_0 = FloatVector.fromArray(S, s, so + 10 * sRow + 0 * L);
    FloatVector c10_1 = FloatVector.fromArray(S, s, so + 10 * sRow + 1 * L);
    FloatVector c11_0 = FloatVector.fromArray(S, s, so + 11 * sRow + 0 * L);
    FloatVector c11_1 = FloatVector.fromArray(S, s, so + 11 * sRow + 1 * L);
    FloatVector c12_0 = FloatVector.fromArray(S, s, so + 12 * sRow + 0 * L);
    FloatVector c12_1 = FloatVector.fromArray(S, s, so + 12 * sRow + 1 * L);
    FloatVector c13_0 = FloatVector.fromArray(S, s, so + 13 * sRow + 0 * L);
    FloatVector c13_1 = FloatVector.fromArray(S, s, so + 13 * sRow + 1 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + k * 16 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + k * 16 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + k * 16 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + k * 16 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + k * 16 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + k * 16 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + k * 16 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + k * 16 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      FloatVector x8 = FloatVector.broadcast(S, a[a0 + k * 16 + 8]);
      c8_0 = x8.fma(b0, c8_0);
      c8_1 = x8.fma(b1, c8_1);
      FloatVector x9 = FloatVector.broadcast(S, a[a0 + k * 16 + 9]);
      c9_0 = x9.fma(b0, c9_0);
      c9_1 = x9.fma(b1, c9_1);
      FloatVector x10 = FloatVector.broadcast(S, a[a0 + k * 16 + 10]);
      c10_0 = x10.fma(b0, c10_0);
      c10_1 = x10.fma(b1, c10_1);
      FloatVector x11 = FloatVector.broadcast(S, a[a0 + k * 16 + 11]);
      c11_0 = x11.fma(b0, c11_0);
      c11_1 = x11.fma(b1, c11_1);
      FloatVector x12 = FloatVector.broadcast(S, a[a0 + k * 16 + 12]);
      c12_0 = x12.fma(b0, c12_0);
      c12_1 = x12.fma(b1, c12_1);
      FloatVector x13 = FloatVector.broadcast(S, a[a0 + k * 16 + 13]);
      c13_0 = x13.fma(b0, c13_0);
      c13_1 = x13.fma(b1, c13_1);
      bo += bRow;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c1_1, FloatVector.fromArray(S, c, co + 1 * cRow + 1 * L))
        .intoArray(c, co + 1 * cRow + 1 * L);
    minus
        .fma(c2_0, FloatVector.fromArray(S, c, co + 2 * cRow + 0 * L))
        .intoArray(c, co + 2 * cRow + 0 * L);
    minus
        .fma(c2_1, FloatVector.fromArray(S, c, co + 2 * cRow + 1 * L))
        .intoArray(c, co + 2 * cRow + 1 * L);
    minus
        .fma(c3_0, FloatVector.fromArray(S, c, co + 3 * cRow + 0 * L))
        .intoArray(c, co + 3 * cRow + 0 * L);
    minus
        .fma(c3_1, FloatVector.fromArray(S, c, co + 3 * cRow + 1 * L))
        .intoArray(c, co + 3 * cRow + 1 * L);
    minus
        .fma(c4_0, FloatVector.fromArray(S, c, co + 4 * cRow + 0 * L))
        .intoArray(c, co + 4 * cRow + 0 * L);
    minus
        .fma(c4_1, FloatVector.fromArray(S, c, co + 4 * cRow + 1 * L))
        .intoArray(c, co + 4 * cRow + 1 * L);
    minus
        .fma(c5_0, FloatVector.fromArray(S, c, co + 5 * cRow + 0 * L))
        .intoArray(c, co + 5 * cRow + 0 * L);
    minus
        .fma(c5_1, FloatVector.fromArray(S, c, co + 5 * cRow + 1 * L))
        .intoArray(c, co + 5 * cRow + 1 * L);
    minus
        .fma(c6_0, FloatVector.fromArray(S, c, co + 6 * cRow + 0 * L))
        .intoArray(c, co + 6 * cRow + 0 * L);
    minus
        .fma(c6_1, FloatVector.fromArray(S, c, co + 6 * cRow + 1 * L))
        .intoArray(c, co + 6 * cRow + 1 * L);
    minus
        .fma(c7_0, FloatVector.fromArray(S, c, co + 7 * cRow + 0 * L))
        .intoArray(c, co + 7 * cRow + 0 * L);
    minus
        .fma(c7_1, FloatVector.fromArray(S, c, co + 7 * cRow + 1 * L))
        .intoArray(c, co + 7 * cRow + 1 * L);
    minus
        .fma(c8_0, FloatVector.fromArray(S, c, co + 8 * cRow + 0 * L))
        .intoArray(c, co + 8 * cRow + 0 * L);
    minus
        .fma(c8_1, FloatVector.fromArray(S, c, co + 8 * cRow + 1 * L))
        .intoArray(c, co + 8 * cRow + 1 * L);
    minus
        .fma(c9_0, FloatVector.fromArray(S, c, co + 9 * cRow + 0 * L))
        .intoArray(c, co + 9 * cRow + 0 * L);
    minus
        .fma(c9_1, FloatVector.fromArray(S, c, co + 9 * cRow + 1 * L))
        .intoArray(c, co + 9 * cRow + 1 * L);
    minus
        .fma(c10_0, FloatVector.fromArray(S, c, co + 10 * cRow + 0 * L))
        .intoArray(c, co + 10 * cRow + 0 * L);
    minus
        .fma(c10_1, FloatVector.fromArray(S, c, co + 10 * cRow + 1 * L))
        .intoArray(c, co + 10 * cRow + 1 * L);
    minus
        .fma(c11_0, FloatVector.fromArray(S, c, co + 11 * cRow + 0 * L))
        .intoArray(c, co + 11 * cRow + 0 * L);
    minus
        .fma(c11_1, FloatVector.fromArray(S, c, co + 11 * cRow + 1 * L))
        .intoArray(c, co + 11 * cRow + 1 * L);
    minus
        .fma(c12_0, FloatVector.fromArray(S, c, co + 12 * cRow + 0 * L))
        .intoArray(c, co + 12 * cRow + 0 * L);
    minus
        .fma(c12_1, FloatVector.fromArray(S, c, co + 12 * cRow + 1 * L))
        .intoArray(c, co + 12 * cRow + 1 * L);
    minus
        .fma(c13_0, FloatVector.fromArray(S, c, co + 13 * cRow + 0 * L))
        .intoArray(c, co + 13 * cRow + 0 * L);
    minus
        .fma(c13_1, FloatVector.fromArray(S, c, co + 13 * cRow + 1 * L))
        .intoArray(c, co + 13 * cRow + 1 * L);
  }

  private static void descend1x3(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
    minus
        .fma(c0_2, FloatVector.fromArray(S, c, co + 0 * cRow + 2 * L))
        .intoArray(c, co + 0 * cRow + 2 * L);
  }

  private static void descend2x3(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
    minus
        .fma(c0_2, FloatVector.fromArray(S, c, co + 0 * cRow + 2 * L))
        .intoArray(c, co + 0 * cRow + 2 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c1_1, FloatVector.fromArray(S, c, co + 1 * cRow + 1 * L))
        .intoArray(c, co + 1 * cRow + 1 * L);
    minus
        .fma(c1_2, FloatVector.fromArray(S, c, co + 1 * cRow + 2 * L))
        .intoArray(c, co + 1 * cRow + 2 * L);
  }

  private static void descend4x3(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c2_2 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c3_2 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      c2_2 = x2.fma(b2, c2_2);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      c3_2 = x3.fma(b2, c3_2);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
    minus
        .fma(c0_2, FloatVector.fromArray(S, c, co + 0 * cRow + 2 * L))
        .intoArray(c, co + 0 * cRow + 2 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c1_1, FloatVector.fromArray(S, c, co + 1 * cRow + 1 * L))
        .intoArray(c, co + 1 * cRow + 1 * L);
    minus
        .fma(c1_2, FloatVector.fromArray(S, c, co + 1 * cRow + 2 * L))
        .intoArray(c, co + 1 * cRow + 2 * L);
    minus
        .fma(c2_0, FloatVector.fromArray(S, c, co + 2 * cRow + 0 * L))
        .intoArray(c, co + 2 * cRow + 0 * L);
    minus
        .fma(c2_1, FloatVector.fromArray(S, c, co + 2 * cRow + 1 * L))
        .intoArray(c, co + 2 * cRow + 1 * L);
    minus
        .fma(c2_2, FloatVector.fromArray(S, c, co + 2 * cRow + 2 * L))
        .intoArray(c, co + 2 * cRow + 2 * L);
    minus
        .fma(c3_0, FloatVector.fromArray(S, c, co + 3 * cRow + 0 * L))
        .intoArray(c, co + 3 * cRow + 0 * L);
    minus
        .fma(c3_1, FloatVector.fromArray(S, c, co + 3 * cRow + 1 * L))
        .intoArray(c, co + 3 * cRow + 1 * L);
    minus
        .fma(c3_2, FloatVector.fromArray(S, c, co + 3 * cRow + 2 * L))
        .intoArray(c, co + 3 * cRow + 2 * L);
  }

  private static void descend8x3(
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
      int cRow,
      float[] beside) {
    FloatVector c0_0 = FloatVector.fromArray(S, s, so + 0 * sRow + 0 * L);
    FloatVector c0_1 = FloatVector.fromArray(S, s, so + 0 * sRow + 1 * L);
    FloatVector c0_2 = FloatVector.fromArray(S, s, so + 0 * sRow + 2 * L);
    FloatVector c1_0 = FloatVector.fromArray(S, s, so + 1 * sRow + 0 * L);
    FloatVector c1_1 = FloatVector.fromArray(S, s, so + 1 * sRow + 1 * L);
    FloatVector c1_2 = FloatVector.fromArray(S, s, so + 1 * sRow + 2 * L);
    FloatVector c2_0 = FloatVector.fromArray(S, s, so + 2 * sRow + 0 * L);
    FloatVector c2_1 = FloatVector.fromArray(S, s, so + 2 * sRow + 1 * L);
    FloatVector c2_2 = FloatVector.fromArray(S, s, so + 2 * sRow + 2 * L);
    FloatVector c3_0 = FloatVector.fromArray(S, s, so + 3 * sRow + 0 * L);
    FloatVector c3_1 = FloatVector.fromArray(S, s, so + 3 * sRow + 1 * L);
    FloatVector c3_2 = FloatVector.fromArray(S, s, so + 3 * sRow + 2 * L);
    FloatVector c4_0 = FloatVector.fromArray(S, s, so + 4 * sRow + 0 * L);
    FloatVector c4_1 = FloatVector.fromArray(S, s, so + 4 * sRow + 1 * L);
    FloatVector c4_2 = FloatVector.fromArray(S, s, so + 4 * sRow + 2 * L);
    FloatVector c5_0 = FloatVector.fromArray(S, s, so + 5 * sRow + 0 * L);
    FloatVector c5_1 = FloatVector.fromArray(S, s, so + 5 * sRow + 1 * L);
    FloatVector c5_2 = FloatVector.fromArray(S, s, so + 5 * sRow + 2 * L);
    FloatVector c6_0 = FloatVector.fromArray(S, s, so + 6 * sRow + 0 * L);
    FloatVector c6_1 = FloatVector.fromArray(S, s, so + 6 * sRow + 1 * L);
    FloatVector c6_2 = FloatVector.fromArray(S, s, so + 6 * sRow + 2 * L);
    FloatVector c7_0 = FloatVector.fromArray(S, s, so + 7 * sRow + 0 * L);
    FloatVector c7_1 = FloatVector.fromArray(S, s, so + 7 * sRow + 1 * L);
    FloatVector c7_2 = FloatVector.fromArray(S, s, so + 7 * sRow + 2 * L);
    for (int k = 0; k < depth; k++) {
      FloatVector b0 = FloatVector.fromArray(S, b, bo + 0 * L);
      FloatVector b1 = FloatVector.fromArray(S, b, bo + 1 * L);
      FloatVector b2 = FloatVector.fromArray(S, b, bo + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + 0]);
      c0_0 = x0.fma(b0, c0_0);
      c0_1 = x0.fma(b1, c0_1);
      c0_2 = x0.fma(b2, c0_2);
      FloatVector x1 = FloatVector.broadcast(S, a[a0 + 1]);
      c1_0 = x1.fma(b0, c1_0);
      c1_1 = x1.fma(b1, c1_1);
      c1_2 = x1.fma(b2, c1_2);
      FloatVector x2 = FloatVector.broadcast(S, a[a0 + 2]);
      c2_0 = x2.fma(b0, c2_0);
      c2_1 = x2.fma(b1, c2_1);
      c2_2 = x2.fma(b2, c2_2);
      FloatVector x3 = FloatVector.broadcast(S, a[a0 + 3]);
      c3_0 = x3.fma(b0, c3_0);
      c3_1 = x3.fma(b1, c3_1);
      c3_2 = x3.fma(b2, c3_2);
      FloatVector x4 = FloatVector.broadcast(S, a[a0 + 4]);
      c4_0 = x4.fma(b0, c4_0);
      c4_1 = x4.fma(b1, c4_1);
      c4_2 = x4.fma(b2, c4_2);
      FloatVector x5 = FloatVector.broadcast(S, a[a0 + 5]);
      c5_0 = x5.fma(b0, c5_0);
      c5_1 = x5.fma(b1, c5_1);
      c5_2 = x5.fma(b2, c5_2);
      FloatVector x6 = FloatVector.broadcast(S, a[a0 + 6]);
      c6_0 = x6.fma(b0, c6_0);
      c6_1 = x6.fma(b1, c6_1);
      c6_2 = x6.fma(b2, c6_2);
      FloatVector x7 = FloatVector.broadcast(S, a[a0 + 7]);
      c7_0 = x7.fma(b0, c7_0);
      c7_1 = x7.fma(b1, c7_1);
      c7_2 = x7.fma(b2, c7_2);
      bo += bRow;
      a0 += aStep;
    }
    FloatVector minus = FloatVector.broadcast(S, -beside[0]);
    minus
        .fma(c0_0, FloatVector.fromArray(S, c, co + 0 * cRow + 0 * L))
        .intoArray(c, co + 0 * cRow + 0 * L);
    minus
        .fma(c0_1, FloatVector.fromArray(S, c, co + 0 * cRow + 1 * L))
        .intoArray(c, co + 0 * cRow + 1 * L);
    minus
        .fma(c0_2, FloatVector.fromArray(S, c, co + 0 * cRow + 2 * L))
        .intoArray(c, co + 0 * cRow + 2 * L);
    minus
        .fma(c1_0, FloatVector.fromArray(S, c, co + 1 * cRow + 0 * L))
        .intoArray(c, co + 1 * cRow + 0 * L);
    minus
        .fma(c1_1, FloatVector.fromArray(S, c, co + 1 * cRow + 1 * L))
        .intoArray(c, co + 1 * cRow + 1 * L);
    minus
        .fma(c1_2, FloatVector.fromArray(S, c, co + 1 * cRow + 2 * L))
        .intoArray(c, co + 1 * cRow + 2 * L);
    minus
        .fma(c2_0, FloatVector.fromArray(S, c, co + 2 * cRow + 0 * L))
        .intoArray(c, co + 2 * cRow + 0 * L);
    minus
        .fma(c2_1, FloatVector.fromArray(S, c, co + 2 * cRow + 1 * L))
        .intoArray(c, co + 2 * cRow + 1 * L);
    minus
        .fma(c2_2, FloatVector.fromArray(S, c, co + 2 * cRow + 2 * L))
        .intoArray(c, co + 2 * cRow + 2 * L);
    minus
        .fma(c3_0, FloatVector.fromArray(S, c, co + 3 * cRow + 0 * L))
        .intoArray(c, co + 3 * cRow + 0 * L);
    minus
        .fma(c3_1, FloatVector.fromArray(S, c, co + 3 * cRow + 1 * L))
        .intoArray(c, co + 3 * cRow + 1 * L);
    minus
        .fma(c3_2, FloatVector.fromArray(S, c, co + 3 * cRow + 2 * L))
        .intoArray(c, co + 3 * cRow + 2 * L);
    minus
        .fma(c4_0, FloatVector.fromArray(S, c, co + 4 * cRow + 0 * L))
        .intoArray(c, co + 4 * cRow + 0 * L);
    minus
        .fma(c4_1, FloatVector.fromArray(S, c, co + 4 * cRow + 1 * L))
        .intoArray(c, co + 4 * cRow + 1 * L);
    minus
        .fma(c4_2, FloatVector.fromArray(S, c, co + 4 * cRow + 2 * L))
        .intoArray(c, co + 4 * cRow + 2 * L);
    minus
        .fma(c5_0, FloatVector.fromArray(S, c, co + 5 * cRow + 0 * L))
        .intoArray(c, co + 5 * cRow + 0 * L);
    minus
        .fma(c5_1, FloatVector.fromArray(S, c, co + 5 * cRow + 1 * L))
        .intoArray(c, co + 5 * cRow + 1 * L);
    minus
        .fma(c5_2, FloatVector.fromArray(S, c, co + 5 * cRow + 2 * L))
        .intoArray(c, co + 5 * cRow + 2 * L);
    minus
        .fma(c6_0, FloatVector.fromArray(S, c, co + 6 * cRow + 0 * L))
        .intoArray(c, co + 6 * cRow + 0 * L);
    minus
        .fma(c6_1, FloatVector.fromArray(S, c, co + 6 * cRow + 1 * L))
        .intoArray(c, co + 6 * cRow + 1 * L);
    minus
        .fma(c6_2, FloatVector.fromArray(S, c, co + 6 * cRow + 2 * L))
        .intoArray(c, co + 6 * cRow + 2 * L);
    minus
        .fma(c7_0, FloatVector.fromArray(S, c, co + 7 * cRow + 0 * L))
        .intoArray(c, co + 7 * cRow + 0 * L);
    minus
        .fma(c7_1, FloatVector.fromArray(S, c, co + 7 * cRow + 1 * L))
        .intoArray(c, co + 7 * cRow + 1 * L);
    minus
        .fma(c7_2, FloatVector.fromArray(S, c, co + 7 * cRow + 2 * L))
        .intoArray(c, co + 7 * cRow + 2 * L);
  }
}
