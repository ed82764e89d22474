package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;
import java.util.function.Function;

/** Hits of a baseline's guesses that were made when the rows came: its figure in a window. */
final class GuessHits implements Metric {
  private final String name;
  private final Function<Scored, double[]> guesses;
  private final Recent hits = new Recent();

  /**
   * @param guesses classes; -1 where there was none
   */
  GuessHits(String name, Function<Scored, double[]> guesses) {
    this.name = name;
    this.guesses = guesses;
  }

  @Override
  public void observe(Scored scored) {
    double[] guess = guesses.apply(scored);
    double[] values = hits.column(scored);
    int from = scored.rows > 0 && guess[0] < 0 ? 1 : 0; // the run's first row alone has none
    for (int r = 0; r < scored.rows; r++) {
      values[r] = Scored.equal((int) guess[r], scored.actual[r]);
    }
    hits.add(scored, values, from);
  }

  @Override
  public void figures(Figures into) {
    hits.figures(name, into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    hits.visit(prefix, visitor);
  }
}
