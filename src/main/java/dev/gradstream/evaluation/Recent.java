package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * A mean over the whole stream and a fading one beside it, in which a row counts 0.999 times as
 * much as the next: about the last thousand rows, so that a drift shows.
 *
 * <p>Gama, Sebastiao, Rodrigues 2013, section 4 (fading factors): {@code S = x + a S, N = 1 + a N}.
 */
final class Recent {
  static final double FADING = 0.999;

  private final double[] sums = new double[3]; // whole sum, fading sum, fading count
  private final long[] count = new long[1];

  void add(double value) {
    count[0]++;
    sums[0] += value;
    sums[1] = value + FADING * sums[1];
    sums[2] = 1 + FADING * sums[2];
  }

  /** False before the first value, when no mean has a meaning. */
  boolean any() {
    return count[0] > 0;
  }

  double whole() {
    return sums[0] / count[0];
  }

  double recent() {
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
    visitor.doubles(prefix + "sums", sums, sums.length);
    visitor.longs(prefix + "count", count, 1);
  }
}
