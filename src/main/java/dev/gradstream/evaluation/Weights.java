package dev.gradstream.evaluation;

/**
 * What each row of a mini-batch weighs in {@link FadingSums}, up to the row after which all weights
 * are scaled down.
 */
final class Weights {
  /** Weight of a row, in that of the row before. */
  static final double GROWTH = 1 / Recent.FADING;

  /** Beyond it all weights are divided by it, which is exact. */
  static final double MOST = 0x1p64;

  private double[] column = {};
  private int from = -1; // -1 for none
  private int to;
  private double first;
  private double next;

  void forget() {
    from = -1;
  }

  /** Works them out from row {@code from} on, unless they are. */
  void of(double weight, int from, int rows, int room) {
    if (this.from == from && first == weight) {
      return;
    }
    if (column.length < rows) {
      column = new double[room];
    }
    this.from = from;
    first = weight;
    double w = weight;
    int r = from;
    while (r < rows && w <= MOST) {
      column[r++] = w;
      w *= GROWTH;
    }
    to = r;
    next = w;
  }

  /** By row. */
  double[] column() {
    return column;
  }

  /** Row after the last that has a weight. */
  int to() {
    return to;
  }

  /**
   * Weight of the row after the last; where it is above {@link #MOST}, all are to be scaled down.
   */
  double next() {
    return next;
  }
}
