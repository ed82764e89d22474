package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** Mean of the loss that the network was trained on. */
final class Loss implements Metric {
  private final Recent mean = new Recent();

  @Override
  public void observe(Scored scored) {
    mean.add(scored, scored.losses);
  }

  @Override
  public void figures(Figures into) {
    mean.figures("loss", into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    mean.visit(prefix, visitor);
  }
}
