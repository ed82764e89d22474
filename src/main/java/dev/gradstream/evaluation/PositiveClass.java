package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code precision}, {@code recall} and {@code f1} of class 1 of two. */
final class PositiveClass implements Metric {
  private final Tally tally = new Tally(2);

  @Override
  public void observe(Scored scored) {
    tally.add(scored);
  }

  @Override
  public void figures(Figures into) {
    figures("", tally, into);
  }

  static void figures(String prefix, Counts counts, Figures into) {
    if (counts.rows() > 0) {
      into.add(prefix + "precision", counts.precision(1));
      into.add(prefix + "recall", counts.recall(1));
      into.add(prefix + "f1", counts.f1(1));
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    tally.visit(prefix, visitor);
  }
}
