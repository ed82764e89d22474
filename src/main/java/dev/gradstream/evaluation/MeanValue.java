package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** The baseline that predicts the mean of the targets before, and 0 at first. */
final class MeanValue implements Metric {
  private final Errors errors = new Errors();
  private final double[] mean = new double[1];
  private final long[] count = new long[1];

  @Override
  public void observe(Scored scored) {
    double[] means = scored.derived.means.of(mean[0], count[0]);
    System.arraycopy(means, 0, scored.usual, 0, scored.rows);
    errors.add(scored, scored.usual);
    mean[0] = means[scored.rows];
    count[0] += scored.rows;
  }

  @Override
  public void figures(Figures into) {
    errors.figures("baseline.mean.", into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    errors.visit(prefix, visitor);
    visitor.doubles(prefix + "mean", mean, 1);
    visitor.longs(prefix + "count", count, 1);
  }
}
