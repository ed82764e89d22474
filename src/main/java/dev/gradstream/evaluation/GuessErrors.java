package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;
import java.util.function.Function;

/** Errors of a baseline's guesses that were made when the rows came: its figures in a window. */
final class GuessErrors implements Metric {
  private final String prefix;
  private final Function<Scored, double[]> guesses;
  private final Errors errors = new Errors();

  GuessErrors(String prefix, Function<Scored, double[]> guesses) {
    this.prefix = prefix;
    this.guesses = guesses;
  }

  @Override
  public void observe(Scored scored) {
    errors.add(scored, guesses.apply(scored));
  }

  @Override
  public void figures(Figures into) {
    errors.figures(prefix, into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    errors.visit(prefix, visitor);
  }
}
