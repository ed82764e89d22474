package dev.gradstream.kernel;

/**
 * Cuts a product into tiles that keep their sums in registers. Lanes span columns, so an element's
 * chain is the same in every tile shape; the shapes only decide the speed. A long chain is cut into
 * stretches, each going on from what the one before has stored, which no bit notices.
 *
 * <pre>
 *   for each block of columns, stretch of the chain, block of rows:
 *     pack B, pack A, then panel by panel of B: tile by tile of A
 * </pre>
 *
 * <p>On a Sapphire Rapids 8 rows x 3 vectors of 512 bits beat 4 x 4, 5 x 4 and 6 x 4 (0.88 to 0.94
 * of the peak of fma with all factors in the first-level cache, k = 128; 4 x 4 with an index a row
 * 0.66); on a Zen 4 with 16 registers of 256 bits 4 x 3 reaches 0.99, where 4 x 4 spills.
 */
final class VectorProduct {
  private static final int L = Lanes.COUNT;
  private static final int WIDEST = 3; // vectors of a tile
  private static final int HIGHEST = L == 16 ? 8 : 4; // rows of a tile

  // What a panel of B may be high and still stay in the first-level cache while all of A passes.
  private static final int DEPTH = 128;
  // Rows of A and columns of B at a time; packed, both stay in the second-level cache.
  private static final int ROWS = 1024;
  private static final int COLUMNS = 22 * WIDEST * Layout.LANES;
  // With fewer rows a panel of B is read too seldom to be packed.
  private static final int ROWS_WORTH_PACKING = 128;
  // Smaller, A is read where it is as fast, if its rows stand side by side already.
  private static final int SIZE_WORTH_PACKING = 1 << 15;

  private VectorProduct() {}

  /** See {@link Kernels#room}. */
  static int room(int rows, int columns, int depth) {
    int across = Math.min(COLUMNS, Layout.padded(columns));
    int down = Math.min(ROWS, Layout.padded(rows));
    return Math.min(depth, DEPTH) * (across + down);
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
      float[] start,
      int startOffset,
      int startRow,
      float[] c,
      int cOffset,
      int cRow,
      Finish finish,
      float[] room) {
    if (aRow != 1 && aStep != 1) {
      throw new IllegalArgumentException(
          "aRow=" + aRow + ", aStep=" + aStep + ": one of them must be 1");
    }
    int stretches = (depth + DEPTH - 1) / DEPTH;
    int most = (depth + stretches - 1) / stretches;
    int across = Math.min(COLUMNS, Layout.padded(columns));
    int down = Math.min(ROWS, (room.length / most - across) & -Packing.ROWS);
    if (down <= 0) {
      throw new IllegalArgumentException(
          "room=%d: must be at least %d".formatted(room.length, most * (across + Packing.ROWS)));
    }
    for (int j = 0; j < Layout.padded(columns); j += across) {
      int wide = Math.min(across, Layout.padded(columns) - j);
      for (int k = 0; k < depth; k += most) {
        int end = Math.min(depth, k + most);
        int length = end - k;
        boolean packed = rows >= ROWS_WORTH_PACKING;
        if (packed) {
          packColumns(wide, length, b, bOffset + k * bRow + j, bRow, room);
        }
        boolean first = k == 0;
        for (int i = 0; i < rows; i += down) {
          block(
              Math.min(down, rows - i),
              wide,
              length,
              a,
              aOffset + i * aRow + k * aStep,
              aRow,
              aStep,
              b,
              bOffset + k * bRow + j,
              bRow,
              packed,
              first ? start : c,
              first ? startOffset + i * startRow + j : cOffset + i * cRow + j,
              first ? startRow : cRow,
              c,
              cOffset + i * cRow + j,
              cRow,
              end == depth ? finish : Finish.STORE,
              room);
        }
      }
    }
  }

  // Panel after panel, from the room's first float on.
  private static void packColumns(
      int columns, int depth, float[] b, int offset, int bRow, float[] room) {
    for (int j = 0; j < columns; ) {
      int wide = wide((columns - j) / L) * L;
      Packing.panel(wide, depth, b, offset + j, bRow, room, j * depth);
      j += wide;
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
      boolean packed,
      float[] start,
      int startOffset,
      int startRow,
      float[] c,
      int cOffset,
      int cRow,
      Finish finish,
      float[] room) {
    int aRoom = packed ? columns * depth : 0;
    boolean inPlace = rows == 1 || aRow == 1 && rows * depth <= SIZE_WORTH_PACKING;
    if (!inPlace && aRow == 1) {
      Packing.columns(rows, depth, a, aOffset, aStep, room, aRoom);
    } else if (!inPlace) {
      Packing.rows(rows, depth, a, aOffset, aRow, room, aRoom);
    }
    float[] left = inPlace ? a : room;
    int step = inPlace ? aStep : Packing.ROWS;
    int form = finish.ordinal() * 100;
    for (int j = 0; j < columns; ) {
      int wide = wide((columns - j) / L);
      for (int i = 0; i < rows; ) {
        int high = Math.min(HIGHEST, Integer.highestOneBit(rows - i));
        int panel = i & -Packing.ROWS;
        Tiles.run(
            form + high * 10 + wide,
            depth,
            left,
            inPlace ? aOffset + i : aRoom + panel * depth + i - panel,
            step,
            packed ? room : b,
            packed ? j * depth : bOffset + j,
            packed ? wide * L : bRow,
            start,
            startOffset + i * startRow + j,
            startRow,
            c,
            cOffset + i * cRow + j,
            cRow);
        i += high;
      }
      j += wide * L;
    }
  }

  // Four vectors that are left are better cut into two and two than into three and one.
  private static int wide(int left) {
    return left == 4 ? 2 : Math.min(WIDEST, left);
  }
}
