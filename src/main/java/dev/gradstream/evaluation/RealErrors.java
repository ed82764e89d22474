package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@code mae} and {@code rmse} of real predictions. */
final class RealErrors implements Metric {
  private final Errors errors = new Errors();

  @Override
  public void observe(Scored scored) {
    for (int r = 0; r < scored.rows; r++) {
      errors.add(scored.predictions[r], scored.targets[r]);
    }
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
