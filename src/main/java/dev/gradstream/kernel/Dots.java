package dev.gradstream.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernels#dots} of 16 short rows at once, in registers of 512 bits: their sums are folded
 * together, two registers becoming one in each of 15 additions, where folding each by itself takes
 * 64.
 */
final class Dots {
  /** Rows that are taken together. */
  static final int ROWS = 16;

  private static final VectorSpecies<Float> S = Lanes.FLOATS;

  private Dots() {}

  /** Whether rows of this length can be taken together. */
  static boolean fits(int depth) {
    return Lanes.COUNT == 16 && depth < Fold.WIDE;
  }

  /**
   * y[0] to y[15]; the arguments are those of {@link Kernels#dots}, {@code end} the padded depth.
   */
  static void sixteen(
      int end,
      float[] x,
      int xOffset,
      int xRow,
      float[] w,
      int wOffset,
      float start,
      float[] y,
      int yOffset) {
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = FloatVector.zero(S);
    FloatVector s2 = FloatVector.zero(S);
    FloatVector s3 = FloatVector.zero(S);
    FloatVector s4 = FloatVector.zero(S);
    FloatVector s5 = FloatVector.zero(S);
    FloatVector s6 = FloatVector.zero(S);
    FloatVector s7 = FloatVector.zero(S);
    FloatVector s8 = FloatVector.zero(S);
    FloatVector s9 = FloatVector.zero(S);
    FloatVector s10 = FloatVector.zero(S);
    FloatVector s11 = FloatVector.zero(S);
    FloatVector s12 = FloatVector.zero(S);
    FloatVector s13 = FloatVector.zero(S);
    FloatVector s14 = FloatVector.zero(S);
    FloatVector s15 = FloatVector.zero(S);
    for (int k = 0; k < end; k += 16) {
      FloatVector v = FloatVector.fromArray(S, w, wOffset + k);
      int p = xOffset + k;
      s0 = FloatVector.fromArray(S, x, p + 0 * xRow).fma(v, s0);
      s1 = FloatVector.fromArray(S, x, p + 1 * xRow).fma(v, s1);
      s2 = FloatVector.fromArray(S, x, p + 2 * xRow).fma(v, s2);
      s3 = FloatVector.fromArray(S, x, p + 3 * xRow).fma(v, s3);
      s4 = FloatVector.fromArray(S, x, p + 4 * xRow).fma(v, s4);
      s5 = FloatVector.fromArray(S, x, p + 5 * xRow).fma(v, s5);
      s6 = FloatVector.fromArray(S, x, p + 6 * xRow).fma(v, s6);
      s7 = FloatVector.fromArray(S, x, p + 7 * xRow).fma(v, s7);
      s8 = FloatVector.fromArray(S, x, p + 8 * xRow).fma(v, s8);
      s9 = FloatVector.fromArray(S, x, p + 9 * xRow).fma(v, s9);
      s10 = FloatVector.fromArray(S, x, p + 10 * xRow).fma(v, s10);
      s11 = FloatVector.fromArray(S, x, p + 11 * xRow).fma(v, s11);
      s12 = FloatVector.fromArray(S, x, p + 12 * xRow).fma(v, s12);
      s13 = FloatVector.fromArray(S, x, p + 13 * xRow).fma(v, s13);
      s14 = FloatVector.fromArray(S, x, p + 14 * xRow).fma(v, s14);
      s15 = FloatVector.fromArray(S, x, p + 15 * xRow).fma(v, s15);
    }
    IntVector a8r0 = s0.reinterpretAsInts();
    IntVector b8r0 = s8.reinterpretAsInts();
    FloatVector s8r0 =
        Squares.LOWER_8
            .selectFrom(a8r0, b8r0)
            .reinterpretAsFloats()
            .add(Squares.UPPER_8.selectFrom(a8r0, b8r0).reinterpretAsFloats());
    IntVector a8r1 = s1.reinterpretAsInts();
    IntVector b8r1 = s9.reinterpretAsInts();
    FloatVector s8r1 =
        Squares.LOWER_8
            .selectFrom(a8r1, b8r1)
            .reinterpretAsFloats()
            .add(Squares.UPPER_8.selectFrom(a8r1, b8r1).reinterpretAsFloats());
    IntVector a8r2 = s2.reinterpretAsInts();
    IntVector b8r2 = s10.reinterpretAsInts();
    FloatVector s8r2 =
        Squares.LOWER_8
            .selectFrom(a8r2, b8r2)
            .reinterpretAsFloats()
            .add(Squares.UPPER_8.selectFrom(a8r2, b8r2).reinterpretAsFloats());
    IntVector a8r3 = s3.reinterpretAsInts();
    IntVector b8r3 = s11.reinterpretAsInts();
    FloatVector s8r3 =
        Squares.LOWER_8
            .selectFrom(a8r3, b8r3)
            .reinterpretAsFloats()
            .add(Squares.UPPER_8.selectFrom(a8r3, b8r3).reinterpretAsFloats());
    IntVector a8r4 = s4.reinterpretAsInts();
    IntVector b8r4 = s12.reinterpretAsInts();
    FloatVector s8r4 =
        Squares.LOWER_8
            .selectFrom(a8r4, b8r4)
            .reinterpretAsFloats()
            .add(Squares.UPPER_8.selectFrom(a8r4, b8r4).reinterpretAsFloats());
    IntVector a8r5 = s5.reinterpretAsInts();
    IntVector b8r5 = s13.reinterpretAsInts();
    FloatVector s8r5 =
        Squares.LOWER_8
            .selectFrom(a8r5, b8r5)
            .reinterpretAsFloats()
            .add(Squares.UPPER_8.selectFrom(a8r5, b8r5).reinterpretAsFloats());
    IntVector a8r6 = s6.reinterpretAsInts();
    IntVector b8r6 = s14.reinterpretAsInts();
    FloatVector s8r6 =
        Squares.LOWER_8
            .selectFrom(a8r6, b8r6)
            .reinterpretAsFloats()
            .add(Squares.UPPER_8.selectFrom(a8r6, b8r6).reinterpretAsFloats());
    IntVector a8r7 = s7.reinterpretAsInts();
    IntVector b8r7 = s15.reinterpretAsInts();
    FloatVector s8r7 =
        Squares.LOWER_8
            .selectFrom(a8r7, b8r7)
            .reinterpretAsFloats()
            .add(Squares.UPPER_8.selectFrom(a8r7, b8r7).reinterpretAsFloats());
    IntVector a4r0 = s8r0.reinterpretAsInts();
    IntVector b4r0 = s8r4.reinterpretAsInts();
    FloatVector s4r0 =
        Squares.LOWER_4
            .selectFrom(a4r0, b4r0)
            .reinterpretAsFloats()
            .add(Squares.UPPER_4.selectFrom(a4r0, b4r0).reinterpretAsFloats());
    IntVector a4r1 = s8r1.reinterpretAsInts();
    IntVector b4r1 = s8r5.reinterpretAsInts();
    FloatVector s4r1 =
        Squares.LOWER_4
            .selectFrom(a4r1, b4r1)
            .reinterpretAsFloats()
            .add(Squares.UPPER_4.selectFrom(a4r1, b4r1).reinterpretAsFloats());
    IntVector a4r2 = s8r2.reinterpretAsInts();
    IntVector b4r2 = s8r6.reinterpretAsInts();
    FloatVector s4r2 =
        Squares.LOWER_4
            .selectFrom(a4r2, b4r2)
            .reinterpretAsFloats()
            .add(Squares.UPPER_4.selectFrom(a4r2, b4r2).reinterpretAsFloats());
    IntVector a4r3 = s8r3.reinterpretAsInts();
    IntVector b4r3 = s8r7.reinterpretAsInts();
    FloatVector s4r3 =
        Squares.LOWER_4
            .selectFrom(a4r3, b4r3)
            .reinterpretAsFloats()
            .add(Squares.UPPER_4.selectFrom(a4r3, b4r3).reinterpretAsFloats());
    IntVector a2r0 = s4r0.reinterpretAsInts();
    IntVector b2r0 = s4r2.reinterpretAsInts();
    FloatVector s2r0 =
        Squares.LOWER_2
            .selectFrom(a2r0, b2r0)
            .reinterpretAsFloats()
            .add(Squares.UPPER_2.selectFrom(a2r0, b2r0).reinterpretAsFloats());
    IntVector a2r1 = s4r1.reinterpretAsInts();
    IntVector b2r1 = s4r3.reinterpretAsInts();
    FloatVector s2r1 =
        Squares.LOWER_2
            .selectFrom(a2r1, b2r1)
            .reinterpretAsFloats()
            .add(Squares.UPPER_2.selectFrom(a2r1, b2r1).reinterpretAsFloats());
    IntVector a1r0 = s2r0.reinterpretAsInts();
    IntVector b1r0 = s2r1.reinterpretAsInts();
    FloatVector s1r0 =
        Squares.LOWER_1
            .selectFrom(a1r0, b1r0)
            .reinterpretAsFloats()
            .add(Squares.UPPER_1.selectFrom(a1r0, b1r0).reinterpretAsFloats());
    FloatVector.broadcast(S, start).add(s1r0).intoArray(y, yOffset);
  }
}
