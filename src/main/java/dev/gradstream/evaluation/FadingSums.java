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
  private final double[] sums;
  private final double[] weight = {1}; // of the next row

  /** Adds the values of some rows. */
  interface Adding {
    /**
     * Adds to {@code sums}, for each row from {@code from} up to {@code to}, values times the row's
     * weight.
     */
    void add(double[] sums, double[] weights, Scored scored, int from, int to);
  }

  FadingSums(int sums) {
    this.sums = new double[sums];
  }

  double get(int i) {
    return sums[i];
  }

  int size() {
    return sums.length;
  }

  /** Adds all rows of a mini-batch. */
  void add(Scored scored, Adding adding) {
    for (int from = 0; from < scored.rows; ) {
      Weights weights = scored.derived.weights(weight[0], from);
      int to = weights.to();
      weight[0] = weights.next();
      adding.add(sums, weights.column(), scored, from, to);
      scaleDown();
      from = to;
    }
  }

  private void scaleDown() {
    if (weight[0] > Weights.MOST) {
      weight[0] /= Weights.MOST;
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= Weights.MOST;
      }
    }
  }

  /** What a sum would be had the present row's weight always been 1. */
  double scaled(int i) {
    return sums[i] / (weight[0] / Weights.GROWTH);
  }

  void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "sums", sums, sums.length);
    visitor.doubles(prefix + "weight", weight, 1);
  }
}
