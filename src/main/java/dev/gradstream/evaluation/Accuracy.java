package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code accuracy}: share of rows whose class was predicted. */
final class Accuracy implements Metric {
  private final Recent hits = new Recent();

  @Override
  public void observe(Scored scored) {
    hits.add(scored, scored.derived.hits());
  }

  @Override
  public void figures(Figures into) {
    hits.figures("accuracy", into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    hits.visit(prefix, visitor);
  }
}
