package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * Sums in which a row counts {@link Recent#FADING} times as much as the next, without touching
 * every sum at every row: instead of the old rows' weight falling, the next row's rises. All of
 * them are scaled down together, by a power of two and so exactly, once in about 44,000 rows.
 *
 * <p>Only ratios of sums mean something. Gama, Sebastiao, Rodrigues 2013, section 4.
 */
final class FadingSums {
  private static final double GROWTH = 1 / Recent.FADING;
  private static final double MOST = 0x1p64;
  private final double[] sums;
  private final double[] weight = {1}; // of the next row

  FadingSums(int sums) {
    this.sums = new double[sums];
  }

  double get(int i) {
    return sums[i];
  }

  int size() {
    return sums.length;
  }

  /** Adds a value of the present row. */
  void add(int i, double value) {
    sums[i] += weight[0] * value;
  }

  /** What a sum would be had the present row's weight always been 1. */
  double scaled(int i) {
    return sums[i] / (weight[0] / GROWTH);
  }

  /** The present row is over. */
  void next() {
    weight[0] *= GROWTH;
    if (weight[0] > MOST) {
      weight[0] /= MOST;
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= MOST;
      }
    }
  }

  void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "sums", sums, sums.length);
    visitor.doubles(prefix + "weight", weight, 1);
  }
}
