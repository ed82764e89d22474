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
    for (int r = 0; r < scored.rows; r++) {
      double error = scored.predictions[r] - scored.targets[r];
      double d = scored.targets[r] - sums[1];
      sums[0] += error * error;
      sums[1] += d / ++count[0];
      sums[2] += d * (scored.targets[r] - sums[1]); // Welford 1962
    }
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
