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
  private final StrictLogarithms logarithms = new StrictLogarithms();

  @Override
  public void observe(Scored scored) {
    double[] values = mean.column(scored);
    logarithms.negated(scored.likelihoods, LEAST, values, scored.rows);
    mean.add(scored, values);
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
