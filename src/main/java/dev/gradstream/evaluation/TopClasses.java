package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code top3Accuracy}: share of rows whose class is among the three most probable, of four up. */
final class TopClasses implements Metric {
  static final int TOP = 3;

  private final int classes;
  private final Recent hits = new Recent();

  TopClasses(int classes) {
    this.classes = classes;
  }

  @Override
  public void observe(Scored scored) {
    double[] values = hits.column(scored);
    for (int r = 0; r < scored.rows; r++) {
      values[r] = Scored.below(scored.ranks[r], TOP);
    }
    hits.add(scored, values);
  }

  @Override
  public void figures(Figures into) {
    if (classes > TOP) {
      hits.figures("top" + TOP + "Accuracy", into);
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    hits.visit(prefix, visitor);
  }
}
