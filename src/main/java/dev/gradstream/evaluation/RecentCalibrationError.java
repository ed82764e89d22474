package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code recent.calibrationError}: {@link CalibrationError} with fading rows. */
final class RecentCalibrationError implements Metric {
  private static final int BINS = CalibrationError.BINS;
  private final FadingSums sums = new FadingSums(2 * BINS + 1); // confidences, hits, rows

  @Override
  public void observe(Scored scored) {
    for (int r = 0; r < scored.rows; r++) {
      int bin = CalibrationError.bin(scored.confidences[r]);
      sums.add(bin, scored.confidences[r]);
      sums.add(BINS + bin, scored.ranks[r] == 0 ? 1 : 0);
      sums.add(2 * BINS, 1);
      sums.next();
    }
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
