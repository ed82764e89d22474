package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * A mean over the whole stream and a fading one beside it, in which a row counts 0.999 times as
 * much as the next: about the last thousand rows, so that a drift shows.
 *
 * <p>Gama, Sebastiao, Rodrigues 2013, section 4 (fading factors): {@code S = x + a S, N = 1 + a N}.
 *
 * <p>Values are handed over by the mini-batch and added up later, together with those of other
 * means ({@link Recents}); whoever looks sees them all.
 */
final class Recent {
  static final double FADING = 0.999;

  private final double[] sums = new double[3]; // whole sum, fading sum, fading count
  private final long[] count = new long[1];
  private double[] values = {}; // yet to be added are those
  private int from; // from this row on
  private int to; // up to this one

  /** Room for a value a row; it may be written until the values are handed over. */
  double[] column(Scored scored) {
    settle();
    return scored.column();
  }

  /**
   * Takes one value a row.
   *
   * @param values stay as they are until the mini-batch is filled anew
   */
  void add(Scored scored, double[] values) {
    add(scored, values, 0);
  }

  /** The same without the first rows. */
  void add(Scored scored, double[] values, int from) {
    settle();
    this.values = values;
    this.from = from;
    this.to = scored.rows;
    scored.recents.add(this);
  }

  /** Whether all of so many rows have yet to be added up. */
  boolean isGiven(int rows) {
    return from == 0 && to == rows;
  }

  double[] values() {
    return values;
  }

  /** Whole sum, fading sum and fading count of what is added up. */
  double[] sums() {
    return sums;
  }

  /** Adds up what was handed over. */
  void settle() {
    double whole = sums[0];
    double fading = sums[1];
    double fadingCount = sums[2];
    for (int r = from; r < to; r++) {
      whole += values[r];
      fading = values[r] + FADING * fading;
      fadingCount = 1 + FADING * fadingCount;
    }
    settled(whole, fading, fadingCount);
  }

  /** Takes what the sums are with all that was handed over. */
  void settled(double whole, double fading, double fadingCount) {
    sums[0] = whole;
    sums[1] = fading;
    sums[2] = fadingCount;
    count[0] += to - from;
    from = to;
  }

  /** False before the first value, when no mean has a meaning. */
  boolean any() {
    settle();
    return count[0] > 0;
  }

  double whole() {
    settle();
    return sums[0] / count[0];
  }

  double recent() {
    settle();
    return sums[1] / sums[2];
  }

  /** The whole mean under the name and the fading one under {@code recent.<name>}. */
  void figures(String name, Metric.Figures into) {
    if (any()) {
      into.add(name, whole());
      into.add("recent." + name, recent());
    }
  }

  void visit(String prefix, StateVisitor visitor) {
    settle();
    visitor.doubles(prefix + "sums", sums, sums.length);
    visitor.longs(prefix + "count", count, 1);
  }
}
