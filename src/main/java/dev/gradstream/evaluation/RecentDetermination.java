package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * {@code recent.r2}: {@link Determination} with fading rows, about the fading mean of the targets.
 */
final class RecentDetermination implements Metric {
  private static final double MOST = 0x1p64;
  private final double[] sums = new double[5]; // weight of a row, W, squared errors, mean, S

  RecentDetermination() {
    sums[0] = 1;
  }

  @Override
  public void observe(Scored scored) {
    for (int r = 0; r < scored.rows; r++) {
      double w = sums[0];
      double error = scored.predictions[r] - scored.targets[r];
      double d = scored.targets[r] - sums[3];
      sums[1] += w;
      sums[2] += w * (error * error);
      sums[3] += w / sums[1] * d;
      sums[4] += w * d * (scored.targets[r] - sums[3]); // West 1979
      sums[0] = w / Recent.FADING;
      if (sums[0] > MOST) { // exact, see FadingSums
        sums[0] /= MOST;
        sums[1] /= MOST;
        sums[2] /= MOST;
        sums[4] /= MOST;
      }
    }
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
