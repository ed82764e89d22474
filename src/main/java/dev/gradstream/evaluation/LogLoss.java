package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * {@code logLoss}: mean of -ln(probability of the true class), in nats.
 *
 * <p>A probability below 1e-15 counts as that, so that one certain mistake costs 34.5 and not
 * infinity (scikit-learn's and River's bound). {@code StrictMath}, for the same bits everywhere.
 */
final class LogLoss implements Metric {
  private static final double LEAST = 1e-15;

  private final Recent mean = new Recent();

  @Override
  public void observe(Scored scored) {
    for (int r = 0; r < scored.rows; r++) {
      mean.add(-StrictMath.log(Math.max(LEAST, scored.likelihoods[r])));
    }
  }

  @Override
  public void figures(Figures into) {
    mean.figures("logLoss", into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    mean.visit(prefix, visitor);
  }
}
