package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** The baseline that predicts the class before; scored from the second row on. */
final class PreviousClass implements Metric {
  private final Recent hits = new Recent();
  private final long[] previous = {-1};

  @Override
  public void observe(Scored scored) {
    for (int r = 0; r < scored.rows; r++) {
      scored.previous[r] = previous[0];
      if (previous[0] >= 0) {
        hits.add(previous[0] == scored.actual[r] ? 1 : 0);
      }
      previous[0] = scored.actual[r];
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
