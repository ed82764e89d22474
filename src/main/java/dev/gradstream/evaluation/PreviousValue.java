package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** The baseline that predicts the target before, and 0 at first. Hard to beat on a slow series. */
final class PreviousValue implements Metric {
  private final Errors errors = new Errors();
  private final double[] previous = new double[1];

  @Override
  public void observe(Scored scored) {
    if (scored.rows > 0) {
      scored.previous[0] = previous[0];
      System.arraycopy(scored.targets, 0, scored.previous, 1, scored.rows - 1);
      errors.add(scored, scored.previous);
      previous[0] = scored.targets[scored.rows - 1];
    }
  }

  @Override
  public void figures(Figures into) {
    errors.figures("baseline.previous.", into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    errors.visit(prefix, visitor);
    visitor.doubles(prefix + "previous", previous, 1);
  }
}
