package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * {@code recent.r2}: {@link Determination} with fading rows, about the fading mean of the targets.
 */
final class RecentDetermination implements Metric {
  private static final double MOST = Weights.MOST;
  private final double[] sums = new double[5]; // weight of a row, W, squared errors, mean, S

  RecentDetermination() {
    sums[0] = 1;
  }

  @Override
  public void observe(Scored scored) {
    TargetMeans targets = scored.derived.means;
    double[] means = targets.fading(sums[3], sums[0], sums[1]);
    double[] weights = targets.weights();
    double errors = sums[2];
    double distances = sums[4];
    for (int r = 0; r < scored.rows; r++) {
      double target = scored.targets[r];
      double error = scored.predictions[r] - target;
      double weight = weights[r];
      errors += weight * (error * error);
      distances += weight * (target - means[r]) * (target - means[r + 1]); // West 1979
      if (weights[r + 1] < weight) { // exact, see FadingSums
        errors /= MOST;
        distances /= MOST;
      }
    }
    sums[0] = weights[scored.rows];
    sums[1] = targets.weightSumAfter();
    sums[2] = errors;
    sums[3] = means[scored.rows];
    sums[4] = distances;
  }

  @Override
  public void figures(Figures into) {
    if (sums[4] != 0) {
      into.add("recent.r2", 1 - sums[2] / sums[4]);
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "sums", sums, sums.length);
  }
}
