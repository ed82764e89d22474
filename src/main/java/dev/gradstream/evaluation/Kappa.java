package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * {@code kappa}: how far accuracy lies above what chance would reach with the same shares of
 * decisions, (accuracy - chance) / (1 - chance); Cohen 1960. 0 is chance, 1 is perfect.
 */
final class Kappa implements Metric {
  private final Tally tally;

  Kappa(int classes) {
    tally = new Tally(classes);
  }

  @Override
  public void observe(Scored scored) {
    tally.add(scored);
  }

  @Override
  public void figures(Figures into) {
    figures("", tally, into);
  }

  static void figures(String prefix, Counts tally, Figures into) {
    double rows = tally.rows();
    double accuracy = 0;
    double chance = 0;
    for (int c = 0; c < tally.classes(); c++) {
      accuracy += tally.both(c) / rows;
      chance += (tally.came(c) / rows) * (tally.predicted(c) / rows);
    }
    if (chance < 1) { // false for no rows (NaN), and where everything is one class
      into.add(prefix + "kappa", (accuracy - chance) / (1 - chance));
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    tally.visit(prefix, visitor);
  }
}
