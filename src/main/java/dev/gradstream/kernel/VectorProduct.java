package dev.gradstream.kernel;

/**
 * Cuts a product into tiles that keep their sums in registers. Lanes span columns, so an element's
 * chain is the same in every tile shape; the shapes only decide the speed. A long chain is cut into
 * stretches, each going on from what the one before has stored, which no bit notices.
 *
 * <pre>
 *   for each stretch of the chain, block of rows:
 *     pack A, then panel by panel of B, transposed where B lies by columns: tile by tile of A
 * </pre>
 *
 * <p>With registers of 512 bits tiles are 14 rows x 2 vectors, and 8 x 3 where there are few rows;
 * docs/decisions/0121 compares shapes. With 16 registers of 256 bits 4 x 3 reaches 0.99 of the peak
 * of fma on a Zen 4, where 4 x 4 spills.
 */
final class VectorProduct {
  private static final int L = Lanes.COUNT;
  private static final int TALL = 14; // rows of a tile of two vectors, sums of 28 registers
  private static final int HIGHEST = L == 16 ? 8 : 4; // rows of another tile
  private static final int WIDEST = 3; // its vectors
  // With fewer rows too much of a product is left over by tall tiles.
  private static final int ROWS_WORTH_TALL = 56;

  // With a shorter chain packing A takes what a tall tile gains.
  private static final int DEPTH_WORTH_TALL = 64;

  // The longest stretch: a panel of B stays in the first-level cache while all of A passes.
  private static final int DEPTH = 176;
  // What A may take, packed, of the second-level cache.
  private static final int PACKED = 1 << 18;
  // Smaller, A is read where it is as fast, if its rows stand side by side already.
  private static final int SIZE_WORTH_PACKING = 1 << 15;

  private VectorProduct() {}

  /** See {@link Kernels#room}. */
  static int room(int rows, int columns, int depth) {
    int panel =
        Packing.ROWS * Math.min(depth, DEPTH); // a smaller product may have longer stretches
    int panels = (rows + TALL - 1) / TALL;
    int packed = panel * Math.max(1, Math.min(panels, PACKED / panel));
    return Math.max(reserved(Math.min(depth, DEPTH)) + packed, Packing.ROWS * depth);
  }

  // What a transposed panel of B takes, from Layout.FIRST on, in front of A.
  private static int reserved(int depth) {
    return Layout.FIRST + WIDEST * L * depth;
  }

  // Stretches are alike, and multiples of what is transposed at once.
  private static int stretch(int depth) {
    int stretches = (depth + DEPTH - 1) / DEPTH;
    return Math.min(depth, Layout.padded((depth + stretches - 1) / stretches));
  }

  static void run(
      int rows,
      int columns,
      int depth,
      float[] a,
      int aOffset,
      int aRow,
      int aStep,
      float[] b,
      int bOffset,
      int bRow,
      int bStep,
      float[] start,
      int startOffset,
      int startRow,
      float[] c,
      int cOffset,
      int cRow,
      Finish finish,
      float[] beside,
      float[] room) {
    if (aRow != 1 && aStep != 1) {
      throw new IllegalArgumentException(
          "aRow=" + aRow + ", aStep=" + aStep + ": one of them must be 1");
    }
    if (bRow != 1 && bStep != 1) {
      throw new IllegalArgumentException(
          "bRow=" + bRow + ", bStep=" + bStep + ": one of them must be 1");
    }
    if (finish == Finish.DESCEND && bStep != 1) {
      throw new IllegalArgumentException("bStep=" + bStep + ": must be 1 to finish with DESCEND");
    }
    // What is added to C is known at the end of the whole chain.
    int most = finish == Finish.DESCEND ? depth : stretch(depth);
    int reserved = bStep == 1 ? 0 : reserved(most);
    int down = (room.length - reserved) / (Packing.ROWS * most) * TALL;
    if (down <= 0) {
      throw new IllegalArgumentException(
          "room=%d: must be at least %d".formatted(room.length, reserved + most * Packing.ROWS));
    }
    for (int k = 0; k < depth; k += most) {
      int end = Math.min(depth, k + most);
      boolean first = k == 0;
      for (int i = 0; i < rows; i += down) {
        block(
            Math.min(down, rows - i),
            columns,
            end - k,
            a,
            aOffset + i * aRow + k * aStep,
            aRow,
            aStep,
            b,
            bOffset + k * bRow,
            bRow,
            bStep,
            first ? start : c,
            first ? startOffset + i * startRow : cOffset + i * cRow,
            first ? startRow : cRow,
            c,
            cOffset + i * cRow,
            cRow,
            end == depth ? finish : Finish.STORE,
            beside,
            room);
      }
    }
  }

  private static void block(
      int rows,
      int columns,
      int depth,
      float[] a,
      int aOffset,
      int aRow,
      int aStep,
      float[] b,
      int bOffset,
      int bRow,
      int bStep,
      float[] start,
      int startOffset,
      int startRow,
      float[] c,
      int cOffset,
      int cRow,
      Finish finish,
      float[] beside,
      float[] room) {
    int packed = bStep == 1 ? 0 : reserved(depth);
    int width = Layout.padded(columns);
    boolean tall = L == 16 && rows >= ROWS_WORTH_TALL && depth >= DEPTH_WORTH_TALL;
    boolean inPlace = !tall && (rows == 1 || aRow == 1 && rows * depth <= SIZE_WORTH_PACKING);
    int panelHigh = tall ? TALL : Packing.ROWS;
    if (!inPlace) {
      Packing.run(panelHigh, rows, depth, a, aOffset, aRow, aStep, room, packed);
    }
    float[] left = inPlace ? a : room;
    int step = inPlace ? aStep : Packing.ROWS;
    int form = finish.ordinal() * 1000;
    for (int j = 0; j < width; ) {
      int wide = tall ? Math.min(2, (width - j) / L) : wide((width - j) / L);
      if (bStep != 1) {
        Packing.panel(
            Math.min(wide * L, columns - j), wide * L, depth, b, bOffset + j * bStep, bStep, room);
      }
      for (int i = 0; i < rows; ) {
        int high = tall && rows - i >= TALL ? TALL : high(rows - i);
        int panel = i / panelHigh;
        int lane = i - Packing.base(rows, panelHigh, panel);
        Tiles.run(
            form + high * 10 + wide,
            depth,
            left,
            inPlace ? aOffset + i : packed + panel * Packing.ROWS * depth + lane,
            step,
            bStep == 1 ? b : room,
            bStep == 1 ? bOffset + j : Layout.FIRST,
            bStep == 1 ? bRow : wide * L,
            start,
            startOffset + i * startRow + j,
            startRow,
            c,
            cOffset + i * cRow + j,
            cRow,
            beside);
        i += high;
      }
      j += wide * L;
    }
  }

  private static int high(int left) {
    return Math.min(HIGHEST, Integer.highestOneBit(left));
  }

  // Four vectors that are left are better cut into two and two than into three and one.
  private static int wide(int left) {
    return left == 4 ? 2 : Math.min(WIDEST, left);
  }
}
