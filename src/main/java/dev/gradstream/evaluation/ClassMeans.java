package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * Means over the classes, in which a rare class counts as much as a common one: {@code
 * balancedAccuracy} is the mean recall of the classes that came, {@code macroF1} the mean F1 of
 * those that came or were predicted.
 */
final class ClassMeans implements Metric {
  private final Tally tally;

  ClassMeans(int classes) {
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
    double recalls = 0;
    double f1s = 0;
    int came = 0;
    int met = 0;
    for (int c = 0; c < tally.classes(); c++) {
      recalls += tally.recall(c);
      f1s += tally.f1(c);
      came += tally.came(c) > 0 ? 1 : 0;
      met += tally.came(c) + tally.predicted(c) > 0 ? 1 : 0;
    }
    if (met > 0) {
      into.add(prefix + "balancedAccuracy", recalls / came);
      into.add(prefix + "macroF1", f1s / met);
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    tally.visit(prefix, visitor);
  }
}
