package dev.gradstream.kernel;

/**
 * Brings a matrix near that another core has written, or that no near cache can keep. Tiles walk
 * down columns, rows being pages apart, so that the processor foresees nothing and each turn waits;
 * read in the order of memory, lines come in ahead.
 */
public final class Fetching {
  private static final int LINE = 16; // floats

  private Fetching() {}

  /**
   * Reads one number of each line.
   *
   * @return their sum, which means nothing, but has to be kept for the reading to be done
   */
  public static float read(int rows, int columns, float[] x, int offset, int stride) {
    float sum = 0f;
    for (int row = 0; row < rows; row++) {
      int from = offset + row * stride;
      for (int i = from; i < from + columns; i += LINE) {
        sum += x[i];
      }
    }
    return sum;
  }
}
