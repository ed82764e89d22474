package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * The fading counterparts of {@link PositiveClass}, {@link ClassMeans} and {@link Kappa}, over
 * counts that they share.
 */
final class RecentDecisions implements Metric, Counts, FadingSums.Adding {
  private final int classes;
  private final FadingSums sums; // came, predicted, both, of each class

  RecentDecisions(int classes) {
    this.classes = classes;
    sums = new FadingSums(3 * classes);
  }

  @Override
  public void observe(Scored scored) {
    sums.add(scored, this);
  }

  @Override
  public void add(double[] sums, double[] weights, Scored scored, int from, int to) {
    for (int r = from; r < to; r++) {
      int truth = scored.actual[r];
      int decision = scored.decided[r];
      double weight = weights[r];
      int both = truth == decision ? 1 : 0;
      sums[truth] += weight;
      sums[classes + decision] += weight;
      sums[2 * classes + truth] += both * weight;
    }
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public double came(int c) {
    return sums.get(c);
  }

  @Override
  public double predicted(int c) {
    return sums.get(classes + c);
  }

  @Override
  public double both(int c) {
    return sums.get(2 * classes + c);
  }

  @Override
  public void figures(Figures into) {
    if (classes == 2) {
      PositiveClass.figures("recent.", this, into);
    }
    ClassMeans.figures("recent.", this, into);
    Kappa.figures("recent.", this, into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    sums.visit(prefix, visitor);
  }
}
