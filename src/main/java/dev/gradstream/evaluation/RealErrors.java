package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code mae} and {@code rmse} of real predictions. */
final class RealErrors implements Metric {
  private final Errors errors = new Errors();

  @Override
  public void observe(Scored scored) {
    errors.add(scored, scored.predictions);
  }

  @Override
  public void figures(Figures into) {
    errors.figures("", into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    errors.visit(prefix, visitor);
  }
}
