package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code recent.calibrationError}: {@link CalibrationError} with fading rows. */
final class RecentCalibrationError implements Metric, FadingSums.Adding {
  private static final int BINS = CalibrationError.BINS;
  private final FadingSums sums = new FadingSums(2 * BINS + 1); // confidences, hits, rows

  @Override
  public void observe(Scored scored) {
    sums.add(scored, this);
  }

  @Override
  public void add(double[] sums, double[] weights, Scored scored, int from, int to) {
    int[] bins = scored.derived.confidenceBins();
    double[] hits = scored.derived.hits();
    double rows = sums[2 * BINS];
    for (int r = from; r < to; r++) {
      int bin = bins[r];
      sums[bin] += weights[r] * scored.confidences[r];
      sums[BINS + bin] += weights[r] * hits[r];
      rows += weights[r];
    }
    sums[2 * BINS] = rows;
  }

  @Override
  public void figures(Figures into) {
    double gaps = 0;
    for (int b = 0; b < BINS; b++) {
      gaps += Math.abs(sums.get(b) - sums.get(BINS + b));
    }
    if (sums.get(2 * BINS) > 0) {
      into.add("recent.calibrationError", gaps / sums.get(2 * BINS));
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    sums.visit(prefix, visitor);
  }
}
