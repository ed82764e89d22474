package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code recent.rocAuc} and its bound: {@link RocAuc} with fading rows. */
final class RecentRocAuc implements Metric {
  private static final int BINS = RocAuc.BINS;
  private final FadingSums sums = new FadingSums(2 * BINS); // negatives, positives

  @Override
  public void observe(Scored scored) {
    for (int r = 0; r < scored.rows; r++) {
      sums.add(scored.actual[r] * BINS + RocAuc.bin(scored.predictions[r]), 1);
      sums.next();
    }
  }

  @Override
  public void figures(Figures into) {
    RocAuc.figures("recent.", sums::get, b -> sums.get(BINS + b), into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    sums.visit(prefix, visitor);
  }
}
