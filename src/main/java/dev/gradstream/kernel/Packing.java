package dev.gradstream.kernel;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/**
 * Copies a block of a product's left factor into panels of rows that stand side by side, the order
 * in which tiles read them:
 *
 * <pre>
 *   to[p * 16 * depth + k * 16 + lane] = A(base(p) + lane, k)
 * </pre>
 *
 * <p>A panel is used for {@code high} rows; its other lanes hold rows around them, so that 16 are
 * copied at once.
 */
final class Packing {
  /** Lanes of a panel. */
  static final int ROWS = 16;

  private Packing() {}

  /** The row in lane 0 of panel p; the last panel of a block is moved back to be full. */
  static int base(int rows, int high, int p) {
    return high == ROWS ? p * high : Math.min(p * high, rows - ROWS);
  }

  /**
   * A(i, k) = a[offset + i * aRow + k * aStep], one of aRow and aStep being 1; at least 16 rows
   * unless high is 16. Panels begin at {@code toOffset}.
   */
  static void run(
      int high,
      int rows,
      int depth,
      float[] a,
      int offset,
      int aRow,
      int aStep,
      float[] to,
      int toOffset) {
    for (int p = 0, q = toOffset; p * high < rows; p++, q += ROWS * depth) {
      int base = base(rows, high, p);
      int from = offset + base * aRow;
      int lanes = Math.min(ROWS, rows - base);
      if (aRow != 1) {
        Squares.transpose(lanes, depth, a, from, aRow, to, q, ROWS);
      } else if (lanes == ROWS) {
        copy(depth, a, from, aStep, to, q);
      } else {
        for (int k = 0; k < depth; k++) {
          System.arraycopy(a, from + k * aStep, to, q + k * ROWS, lanes);
        }
      }
    }
  }

  /**
   * Transposes {@code rows} rows of a right factor that lies by columns, {@code row} apart, into a
   * panel, {@code wide} floats for each k, zeros where there are no rows, from {@link
   * Layout#FIRST}.
   */
  static void panel(int rows, int wide, int depth, float[] b, int offset, int row, float[] to) {
    if (rows < wide) {
      Arrays.fill(to, Layout.FIRST, Layout.FIRST + wide * depth, 0f);
    }
    Squares.transpose(rows, depth, b, offset, row, to, Layout.FIRST, wide);
  }

  // A lies by columns: 16 rows stand side by side already.
  private static void copy(int depth, float[] a, int offset, int aStep, float[] to, int toOffset) {
    for (int k = 0, p = offset, q = toOffset; k < depth; k++, p += aStep, q += ROWS) {
      for (int i = 0; i < ROWS; i += Lanes.COUNT) {
        FloatVector.fromArray(Lanes.FLOATS, a, p + i).intoArray(to, q + i);
      }
    }
  }
}
