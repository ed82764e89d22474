package dev.gradstream.kernel;

/**
 * Cuts a product into tiles that keep their sums in registers. Lanes span columns, so an element's
 * chain is the same in every tile shape; the shapes only decide the speed.
 *
 * <p>Measured (GFLOP/s of 114 possible, one core of a Zen 4, k = 256): 4 rows x 4 vectors of 512
 * bits 113; 4 x 3 of 256 bits in 16 registers 113, where 4 x 4 spills to 51.
 */
final class VectorProduct {
  private static final int L = Lanes.COUNT;
  private static final int MOST_VECTORS = L == 16 ? 4 : 3;

  private VectorProduct() {}

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
      float rate) {
    int vectors = Layout.padded(columns) / L;
    for (int v = 0; v < vectors; ) {
      int wide = Math.min(MOST_VECTORS, vectors - v);
      int j = v * L;
      int most = wide <= 2 ? 8 : 4;
      for (int i = 0; i < rows; ) {
        int high = Math.min(most, Integer.highestOneBit(rows - i));
        Tiles.run(
            finish.ordinal() * 100 + high * 10 + wide,
            depth,
            a,
            aOffset + i * aRow,
            aRow,
            aStep,
            b,
            bOffset + j,
            bRow,
            start,
            startOffset + i * startRow + j,
            startRow,
            c,
            cOffset + i * cRow + j,
            cRow,
            rate);
        i += high;
      }
      v += wide;
    }
  }
}
