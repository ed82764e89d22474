package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * {@code calibrationError}: how far the probability of the predicted class lies from the share of
 * hits, over 15 bins of that probability weighted by their rows (expected calibration error; Guo et
 * al. 2017, eq. 3). 0: of the rows predicted with 70 %, 70 % are hits.
 */
final class CalibrationError implements Metric {
  static final int BINS = 15;

  private final double[] confidences = new double[BINS]; // sums
  private final long[] hits = new long[BINS];
  private final long[] counts = new long[BINS];

  @Override
  public void observe(Scored scored) {
    int[] bins = scored.derived.confidenceBins();
    for (int r = 0; r < scored.rows; r++) {
      int bin = bins[r];
      confidences[bin] += scored.confidences[r];
      hits[bin] += Scored.below(scored.ranks[r], 1);
      counts[bin]++;
    }
  }

  @Override
  public void figures(Figures into) {
    double gaps = 0;
    long rows = 0;
    for (int b = 0; b < BINS; b++) {
      gaps += Math.abs(confidences[b] - hits[b]);
      rows += counts[b];
    }
    if (rows > 0) {
      into.add("calibrationError", gaps / rows);
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "confidences", confidences, BINS);
    visitor.longs(prefix + "hits", hits, BINS);
    visitor.longs(prefix + "counts", counts, BINS);
  }
}
