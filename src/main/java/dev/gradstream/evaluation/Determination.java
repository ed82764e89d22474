package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * {@code r2}: 1 - (sum of squared errors) / (sum of squared distances from the mean of all targets
 * so far). 0 is as good as that mean known in advance, 1 is perfect; none while all targets are
 * equal.
 */
final class Determination implements Metric {
  private final double[] sums = new double[3]; // squared errors, mean, squared distances from it
  private final long[] count = new long[1];

  @Override
  public void observe(Scored scored) {
    double[] means = scored.derived.means.of(sums[1], count[0]);
    double errors = sums[0];
    double distances = sums[2];
    for (int r = 0; r < scored.rows; r++) {
      double target = scored.targets[r];
      double error = scored.predictions[r] - target;
      errors += error * error;
      distances += (target - means[r]) * (target - means[r + 1]); // Welford 1962
    }
    sums[0] = errors;
    sums[1] = means[scored.rows];
    sums[2] = distances;
    count[0] += scored.rows;
  }

  @Override
  public void figures(Figures into) {
    if (sums[2] != 0) {
      into.add("r2", 1 - sums[0] / sums[2]);
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "sums", sums, sums.length);
    visitor.longs(prefix + "count", count, 1);
  }
}
