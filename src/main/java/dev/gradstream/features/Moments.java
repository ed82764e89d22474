package dev.gradstream.features;

import dev.gradstream.state.StateVisitor;

/**
 * Running mean and population variance of several columns.
 *
 * <p>Welford 1962 in the form that River uses, operation for operation, so that published numbers
 * come out to the last digit: {@code n += 1; d = x - mean; mean += d / n; variance += (d * (x -
 * mean) - variance) / n}.
 */
final class Moments {
  private final PrefixedNames names = new PrefixedNames("count", "mean", "variance");
  private final long[] counts;
  private final double[] means;
  private final double[] variances;

  Moments(int columns) {
    counts = new long[columns];
    means = new double[columns];
    variances = new double[columns];
  }

  /** Learns one row; a column whose value is NaN is left as it is. */
  void learn(double[] row) {
    for (int c = 0; c < means.length; c++) {
      double x = row[c];
      if (x == x) {
        double n = ++counts[c];
        double d = x - means[c];
        double mean = means[c] + d / n;
        means[c] = mean;
        variances[c] += (d * (x - mean) - variances[c]) / n;
      }
    }
  }

  double mean(int column) {
    return means[column];
  }

  /** Square root of the population variance; 0 before the second value. */
  double deviation(int column) {
    return Math.sqrt(variances[column]);
  }

  void visit(String prefix, StateVisitor visitor) {
    visitor.longs(names.name(prefix, 0), counts, counts.length);
    visitor.doubles(names.name(prefix, 1), means, means.length);
    visitor.doubles(names.name(prefix, 2), variances, variances.length);
  }
}
