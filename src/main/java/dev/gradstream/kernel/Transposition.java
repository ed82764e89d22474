package dev.gradstream.kernel;

/** Transposes in blocks of 8 rows, so that a cache line is used whole before it leaves. */
final class Transposition {
  private Transposition() {}

  static void run(
      int rows,
      int columns,
      float[] from,
      int offset,
      int row,
      float[] to,
      int toOffset,
      int toRow) {
    int i = 0;
    for (; i + 8 <= rows; i += 8) {
      int p = offset + i * row;
      int q = toOffset + i;
      for (int j = 0; j < columns; j++, p++, q += toRow) {
        to[q] = from[p];
        to[q + 1] = from[p + row];
        to[q + 2] = from[p + 2 * row];
        to[q + 3] = from[p + 3 * row];
        to[q + 4] = from[p + 4 * row];
        to[q + 5] = from[p + 5 * row];
        to[q + 6] = from[p + 6 * row];
        to[q + 7] = from[p + 7 * row];
      }
    }
    for (; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        to[toOffset + j * toRow + i] = from[offset + i * row + j];
      }
    }
  }
}
