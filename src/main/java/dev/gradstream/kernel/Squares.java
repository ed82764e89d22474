package dev.gradstream.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes in squares of 16 x 16 held in registers of 512 bits: four rounds, in each of which
 * rows 8, 4, 2, 1 apart swap the lanes that belong on the other's side. 28 ns a square on a
 * Sapphire Rapids, moving single floats takes 64 ns; narrower vectors and edges are moved that way.
 */
final class Squares {
  private static final VectorSpecies<Float> S = Lanes.FLOATS;
  private static final int SIDE = 16;
  static final IntVector LOWER_8 = selection(8, 0);
  static final IntVector UPPER_8 = selection(8, 8);
  static final IntVector LOWER_4 = selection(4, 0);
  static final IntVector UPPER_4 = selection(4, 4);
  static final IntVector LOWER_2 = selection(2, 0);
  static final IntVector UPPER_2 = selection(2, 2);
  static final IntVector LOWER_1 = selection(1, 0);
  static final IntVector UPPER_1 = selection(1, 1);

  private Squares() {}

  // Lane l of the first result is the first row's lane l, or, in the upper half of a group, the
  // second row's lane l - distance; the second result's lanes stand a distance further.
  private static IntVector selection(int distance, int shift) {
    int lanes = Lanes.COUNT;
    int[] from = new int[lanes];
    for (int lane = 0; lane < lanes; lane++) {
      int lower = (lane & distance) == 0 ? lane : lanes + lane - distance;
      from[lane] = (lower + shift) % (2 * lanes);
    }
    return IntVector.fromArray(Lanes.INTS, from, 0);
  }

  /** The arguments are those of {@link Kernels#transpose}. */
  static void transpose(
      int rows,
      int columns,
      float[] from,
      int offset,
      int row,
      float[] to,
      int toOffset,
      int toRow) {
    int i = 0;
    for (; Lanes.COUNT == SIDE && i + SIDE <= rows; i += SIDE) {
      int j = 0;
      for (; j + SIDE <= columns; j += SIDE) {
        square(from, offset + i * row + j, row, to, toOffset + j * toRow + i, toRow);
      }
      Transposition.run(
          SIDE, columns - j, from, offset + i * row + j, row, to, toOffset + j * toRow + i, toRow);
    }
    Transposition.run(rows - i, columns, from, offset + i * row, row, to, toOffset + i, toRow);
  }

  /**
   * Transposes one square, which may stay where it is. Without helpers, which C2 no longer inlines
   * in the middle of so much.
   */
  static void square(float[] from, int offset, int row, float[] to, int toOffset, int toRow) {
    IntVector r0 = FloatVector.fromArray(S, from, offset + 0 * row).reinterpretAsInts();
    IntVector r1 = FloatVector.fromArray(S, from, offset + 1 * row).reinterpretAsInts();
    IntVector r2 = FloatVector.fromArray(S, from, offset + 2 * row).reinterpretAsInts();
    IntVector r3 = FloatVector.fromArray(S, from, offset + 3 * row).reinterpretAsInts();
    IntVector r4 = FloatVector.fromArray(S, from, offset + 4 * row).reinterpretAsInts();
    IntVector r5 = FloatVector.fromArray(S, from, offset + 5 * row).reinterpretAsInts();
    IntVector r6 = FloatVector.fromArray(S, from, offset + 6 * row).reinterpretAsInts();
    IntVector r7 = FloatVector.fromArray(S, from, offset + 7 * row).reinterpretAsInts();
    IntVector r8 = FloatVector.fromArray(S, from, offset + 8 * row).reinterpretAsInts();
    IntVector r9 = FloatVector.fromArray(S, from, offset + 9 * row).reinterpretAsInts();
    IntVector r10 = FloatVector.fromArray(S, from, offset + 10 * row).reinterpretAsInts();
    IntVector r11 = FloatVector.fromArray(S, from, offset + 11 * row).reinterpretAsInts();
    IntVector r12 = FloatVector.fromArray(S, from, offset + 12 * row).reinterpretAsInts();
    IntVector r13 = FloatVector.fromArray(S, from, offset + 13 * row).reinterpretAsInts();
    IntVector r14 = FloatVector.fromArray(S, from, offset + 14 * row).reinterpretAsInts();
    IntVector r15 = FloatVector.fromArray(S, from, offset + 15 * row).reinterpretAsInts();
    IntVector s8r0 = LOWER_8.selectFrom(r0, r8);
    IntVector s8r8 = UPPER_8.selectFrom(r0, r8);
    IntVector s8r1 = LOWER_8.selectFrom(r1, r9);
    IntVector s8r9 = UPPER_8.selectFrom(r1, r9);
    IntVector s8r2 = LOWER_8.selectFrom(r2, r10);
    IntVector s8r10 = UPPER_8.selectFrom(r2, r10);
    IntVector s8r3 = LOWER_8.selectFrom(r3, r11);
    IntVector s8r11 = UPPER_8.selectFrom(r3, r11);
    IntVector s8r4 = LOWER_8.selectFrom(r4, r12);
    IntVector s8r12 = UPPER_8.selectFrom(r4, r12);
    IntVector s8r5 = LOWER_8.selectFrom(r5, r13);
    IntVector s8r13 = UPPER_8.selectFrom(r5, r13);
    IntVector s8r6 = LOWER_8.selectFrom(r6, r14);
    IntVector s8r14 = UPPER_8.selectFrom(r6, r14);
    IntVector s8r7 = LOWER_8.selectFrom(r7, r15);
    IntVector s8r15 = UPPER_8.selectFrom(r7, r15);
    IntVector s4r0 = LOWER_4.selectFrom(s8r0, s8r4);
    IntVector s4r4 = UPPER_4.selectFrom(s8r0, s8r4);
    IntVector s4r1 = LOWER_4.selectFrom(s8r1, s8r5);
    IntVector s4r5 = UPPER_4.selectFrom(s8r1, s8r5);
    IntVector s4r2 = LOWER_4.selectFrom(s8r2, s8r6);
    IntVector s4r6 = UPPER_4.selectFrom(s8r2, s8r6);
    IntVector s4r3 = LOWER_4.selectFrom(s8r3, s8r7);
    IntVector s4r7 = UPPER_4.selectFrom(s8r3, s8r7);
    IntVector s4r8 = LOWER_4.selectFrom(s8r8, s8r12);
    IntVector s4r12 = UPPER_4.selectFrom(s8r8, s8r12);
    IntVector s4r9 = LOWER_4.selectFrom(s8r9, s8r13);
    IntVector s4r13 = UPPER_4.selectFrom(s8r9, s8r13);
    IntVector s4r10 = LOWER_4.selectFrom(s8r10, s8r14);
    IntVector s4r14 = UPPER_4.selectFrom(s8r10, s8r14);
    IntVector s4r11 = LOWER_4.selectFrom(s8r11, s8r15);
    IntVector s4r15 = UPPER_4.selectFrom(s8r11, s8r15);
    IntVector s2r0 = LOWER_2.selectFrom(s4r0, s4r2);
    IntVector s2r2 = UPPER_2.selectFrom(s4r0, s4r2);
    IntVector s2r1 = LOWER_2.selectFrom(s4r1, s4r3);
    IntVector s2r3 = UPPER_2.selectFrom(s4r1, s4r3);
    IntVector s2r4 = LOWER_2.selectFrom(s4r4, s4r6);
    IntVector s2r6 = UPPER_2.selectFrom(s4r4, s4r6);
    IntVector s2r5 = LOWER_2.selectFrom(s4r5, s4r7);
    IntVector s2r7 = UPPER_2.selectFrom(s4r5, s4r7);
    IntVector s2r8 = LOWER_2.selectFrom(s4r8, s4r10);
    IntVector s2r10 = UPPER_2.selectFrom(s4r8, s4r10);
    IntVector s2r9 = LOWER_2.selectFrom(s4r9, s4r11);
    IntVector s2r11 = UPPER_2.selectFrom(s4r9, s4r11);
    IntVector s2r12 = LOWER_2.selectFrom(s4r12, s4r14);
    IntVector s2r14 = UPPER_2.selectFrom(s4r12, s4r14);
    IntVector s2r13 = LOWER_2.selectFrom(s4r13, s4r15);
    IntVector s2r15 = UPPER_2.selectFrom(s4r13, s4r15);
    IntVector s1r0 = LOWER_1.selectFrom(s2r0, s2r1);
    IntVector s1r1 = UPPER_1.selectFrom(s2r0, s2r1);
    IntVector s1r2 = LOWER_1.selectFrom(s2r2, s2r3);
    IntVector s1r3 = UPPER_1.selectFrom(s2r2, s2r3);
    IntVector s1r4 = LOWER_1.selectFrom(s2r4, s2r5);
    IntVector s1r5 = UPPER_1.selectFrom(s2r4, s2r5);
    IntVector s1r6 = LOWER_1.selectFrom(s2r6, s2r7);
    IntVector s1r7 = UPPER_1.selectFrom(s2r6, s2r7);
    IntVector s1r8 = LOWER_1.selectFrom(s2r8, s2r9);
    IntVector s1r9 = UPPER_1.selectFrom(s2r8, s2r9);
    IntVector s1r10 = LOWER_1.selectFrom(s2r10, s2r11);
    IntVector s1r11 = UPPER_1.selectFrom(s2r10, s2r11);
    IntVector s1r12 = LOWER_1.selectFrom(s2r12, s2r13);
    IntVector s1r13 = UPPER_1.selectFrom(s2r12, s2r13);
    IntVector s1r14 = LOWER_1.selectFrom(s2r14, s2r15);
    IntVector s1r15 = UPPER_1.selectFrom(s2r14, s2r15);
    s1r0.reinterpretAsFloats().intoArray(to, toOffset + 0 * toRow);
    s1r1.reinterpretAsFloats().intoArray(to, toOffset + 1 * toRow);
    s1r2.reinterpretAsFloats().intoArray(to, toOffset + 2 * toRow);
    s1r3.reinterpretAsFloats().intoArray(to, toOffset + 3 * toRow);
    s1r4.reinterpretAsFloats().intoArray(to, toOffset + 4 * toRow);
    s1r5.reinterpretAsFloats().intoArray(to, toOffset + 5 * toRow);
    s1r6.reinterpretAsFloats().intoArray(to, toOffset + 6 * toRow);
    s1r7.reinterpretAsFloats().intoArray(to, toOffset + 7 * toRow);
    s1r8.reinterpretAsFloats().intoArray(to, toOffset + 8 * toRow);
    s1r9.reinterpretAsFloats().intoArray(to, toOffset + 9 * toRow);
    s1r10.reinterpretAsFloats().intoArray(to, toOffset + 10 * toRow);
    s1r11.reinterpretAsFloats().intoArray(to, toOffset + 11 * toRow);
    s1r12.reinterpretAsFloats().intoArray(to, toOffset + 12 * toRow);
    s1r13.reinterpretAsFloats().intoArray(to, toOffset + 13 * toRow);
    s1r14.reinterpretAsFloats().intoArray(to, toOffset + 14 * toRow);
    s1r15.reinterpretAsFloats().intoArray(to, toOffset + 15 * toRow);
  }
}
