package dev.gradstream.kernel;

import jdk.incubator.vector.FloatVector;

/**
 * Copies blocks of a product's factors into the order in which tiles read them, so that a tile
 * walks through memory without a gap.
 *
 * <pre>
 *   A: panels of 16 rows,             to[(i / 16) * 16 * depth + k * 16 + i % 16] = A(i,k)
 *   B: panels as wide as their tiles, to[panel + k * width + j]                  = B(k,j)
 * </pre>
 */
final class Packing {
  /** Rows of A that stand side by side. */
  static final int ROWS = 16;

  private static final int L = Lanes.COUNT;

  private Packing() {}

  /** A lies by rows: each panel is a transposition. */
  static void rows(int rows, int depth, float[] a, int offset, int aRow, float[] to, int toOffset) {
    for (int i = 0; i < rows; i += ROWS) {
      int high = Math.min(ROWS, rows - i);
      Squares.transpose(high, depth, a, offset + i * aRow, aRow, to, toOffset + i * depth, ROWS);
    }
  }

  /** A lies by columns: 16 rows stand side by side already. */
  static void columns(
      int rows, int depth, float[] a, int offset, int aStep, float[] to, int toOffset) {
    int whole = rows & -ROWS;
    for (int i = 0; i < whole; i += ROWS) {
      panel(ROWS, depth, a, offset + i, aStep, to, toOffset + i * depth);
    }
    for (int k = 0, q = toOffset + whole * depth; k < depth && whole < rows; k++, q += ROWS) {
      System.arraycopy(a, offset + whole + k * aStep, to, q, rows - whole);
    }
  }

  /** (depth, width) of B, rows bRow apart; width is a multiple of the lanes. */
  static void panel(
      int width, int depth, float[] b, int offset, int bRow, float[] to, int toOffset) {
    for (int k = 0, p = offset, q = toOffset; k < depth; k++, p += bRow, q += width) {
      for (int j = 0; j < width; j += L) {
        FloatVector.fromArray(Lanes.FLOATS, b, p + j).intoArray(to, q + j);
      }
    }
  }
}
