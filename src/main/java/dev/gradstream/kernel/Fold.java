package dev.gradstream.kernel;

/**
 * The one order in which lanes become a number: lane i of the lower half plus lane i of the upper
 * half, until one is left (for 16 lanes: distances 8, 4, 2, 1).
 */
final class Fold {
  /**
   * From this many elements on, 64 lanes are kept instead of 16, which hides the latency of fma.
   */
  static final int WIDE = 128;

  private Fold() {}

  /** Logical lanes for a row of {@code count} elements, whatever the machine has. */
  static int lanes(int count) {
    return count < WIDE ? 16 : 64;
  }

  /** One lane's value. */
  interface Lanes {
    float lane(int lane);
  }

  /**
   * Folds the lanes first, first + distance, ... where {@code distance} is the number of lanes at
   * the top.
   */
  static float halves(int first, int lanes, Lanes values) {
    return node(first, 1, lanes, values);
  }

  // v(i, w) = v(i, 2w) + v(i + w, 2w): what lane i holds once folded down to w lanes.
  private static float node(int lane, int width, int lanes, Lanes values) {
    return width == lanes
        ? values.lane(lane)
        : node(lane, 2 * width, lanes, values) + node(lane + width, 2 * width, lanes, values);
  }

  /** Folds 16 lanes that stand one after another. */
  static float sixteen(float[] s, int o) {
    float even =
        ((s[o] + s[o + 8]) + (s[o + 4] + s[o + 12]))
            + ((s[o + 2] + s[o + 10]) + (s[o + 6] + s[o + 14]));
    float odd =
        ((s[o + 1] + s[o + 9]) + (s[o + 5] + s[o + 13]))
            + ((s[o + 3] + s[o + 11]) + (s[o + 7] + s[o + 15]));
    return even + odd;
  }
}
