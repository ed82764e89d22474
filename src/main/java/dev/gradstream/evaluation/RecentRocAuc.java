package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code recent.rocAuc} and its bound: {@link RocAuc} with fading rows. */
final class RecentRocAuc implements Metric, FadingSums.Adding {
  private static final int BINS = RocAuc.BINS;
  private final FadingSums sums = new FadingSums(2 * BINS); // negatives, positives

  @Override
  public void observe(Scored scored) {
    sums.add(scored, this);
  }

  @Override
  public void add(double[] sums, double[] weights, Scored scored, int from, int to) {
    int[] bins = scored.derived.predictionBins();
    for (int r = from; r < to; r++) {
      sums[scored.actual[r] * BINS + bins[r]] += weights[r];
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
