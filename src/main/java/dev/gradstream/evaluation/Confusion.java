package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * {@code confusion.<true class>.<predicted class>}: how many rows of the one class were taken for
 * the other; {@code recent.confusion...}: the same with fading rows, of which the last counts 1. Up
 * to ten classes: beyond, a table of their squares tells nobody anything.
 */
final class Confusion implements Metric, FadingSums.Adding {
  static final int MOST_CLASSES = 10;
  private final int classes; // 0: too many for a table
  private final long[] counts; // (true class, predicted class)
  private final FadingSums fading;

  Confusion(int classes) {
    this.classes = classes <= MOST_CLASSES ? classes : 0;
    counts = new long[this.classes * this.classes];
    fading = new FadingSums(counts.length);
  }

  @Override
  public void observe(Scored scored) {
    if (classes > 0) {
      fading.add(scored, this);
    }
  }

  @Override
  public void add(double[] sums, double[] weights, Scored scored, int from, int to) {
    for (int r = from; r < to; r++) {
      int cell = scored.actual[r] * classes + scored.decided[r];
      counts[cell]++;
      sums[cell] += weights[r];
    }
  }

  @Override
  public void figures(Figures into) {
    boolean any = false;
    for (long count : counts) {
      any |= count > 0;
    }
    for (int cell = 0; any && cell < counts.length; cell++) {
      String name = "confusion." + cell / classes + "." + cell % classes;
      into.add(name, counts[cell]);
      into.add("recent." + name, fading.scaled(cell));
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.longs(prefix + "counts", counts, counts.length);
    fading.visit(prefix + "fading/", visitor);
  }
}
