package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** The baseline that predicts the class before; scored from the second row on. */
final class PreviousClass implements Metric {
  private final Recent hits = new Recent();
  private final long[] previous = {-1};

  @Override
  public void observe(Scored scored) {
    double[] values = hits.column(scored);
    int from = previous[0] < 0 ? 1 : 0;
    int before = (int) previous[0];
    for (int r = 0; r < scored.rows; r++) {
      int truth = scored.actual[r];
      scored.previous[r] = before;
      values[r] = Scored.equal(before, truth);
      before = truth;
    }
    if (scored.rows > 0) {
      hits.add(scored, values, from);
      previous[0] = before;
    }
  }

  @Override
  public void figures(Figures into) {
    hits.figures("baseline.previous.accuracy", into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    hits.visit(prefix, visitor);
    visitor.longs(prefix + "previous", previous, 1);
  }
}
