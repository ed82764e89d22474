package dev.gradstream.kernel;

/**
 * Where a matrix of floats lies in an array: row-major, each row padded with zeros to a multiple of
 * 16 floats, so that kernels need neither masks nor tails. A matrix of one column is packed: its
 * elements follow one another.
 */
public final class Layout {
  /** Floats in the widest vector; every length a kernel sees is rounded up to a multiple of it. */
  public static final int LANES = 16;

  /**
   * Where a matrix that a product reads should begin in an array of its own. A large array stands
   * at the begin of a region of G1 and never moves, its floats 16 bytes behind a cache line: from
   * this one on vectors lie within lines, and products gain a tenth.
   */
  static final int FIRST = 12;

  // Floats from which alignment pays, and what makes an array large in heaps of up to 4 GiB.
  private static final int WORTH_ALIGNING = 1 << 15;
  private static final int LARGE = 1 << 18;

  private Layout() {}

  /** Where matrices should begin in an {@link #aligned} array of this length. */
  public static int first(int length) {
    return length < WORTH_ALIGNING ? 0 : FIRST;
  }

  /** Zeros, at least {@code length} from {@link #first} on. */
  public static float[] aligned(int length) {
    return new float
        [length < WORTH_ALIGNING ? length : Math.max(Math.addExact(length, LANES), LARGE)];
  }

  /** {@code count} rounded up to a multiple of {@link #LANES}. */
  public static int padded(int count) {
    return Math.addExact(count, LANES - 1) & -LANES;
  }

  /**
   * Distance between two rows. Rows of a multiple of 128 floats get 16 more, for rows 2 KiB apart
   * would share a few cache sets: 784x128 products lose a third of their speed without.
   */
  public static int stride(int columns) {
    if (columns == 1) {
      return 1;
    }
    int padded = padded(columns);
    return padded % 128 == 0 ? padded + LANES : padded;
  }

  /** Floats that a matrix takes, padding included. */
  public static int length(int rows, int columns) {
    return rows == 1 ? padded(columns) : padded(Math.multiplyExact(rows, stride(columns)));
  }
}
