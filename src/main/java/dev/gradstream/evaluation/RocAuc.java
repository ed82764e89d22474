package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;
import java.util.function.IntToDoubleFunction;

/**
 * {@code rocAuc}: probability that a random positive row got a larger prediction than a random
 * negative one, a tie counting half (Hanley and McNeil 1982).
 *
 * <p>Predictions are counted in 1,024 bins, for an exact figure would need them all. Pairs within a
 * bin count as ties, so the exact figure is at most {@code rocAucBound} away. None before both
 * classes came.
 */
final class RocAuc implements Metric {
  static final int BINS = 1024;

  private final long[] negatives = new long[BINS];
  private final long[] positives = new long[BINS];
  private final long[][] sides = {negatives, positives};

  @Override
  public void observe(Scored scored) {
    int[] bins = scored.derived.predictionBins();
    for (int r = 0; r < scored.rows; r++) {
      sides[scored.actual[r]][bins[r]]++;
    }
  }

  @Override
  public void figures(Figures into) {
    figures("", b -> negatives[b], b -> positives[b], into);
  }

  static void figures(
      String prefix, IntToDoubleFunction negatives, IntToDoubleFunction positives, Figures into) {
    double below = 0; // negatives in lower bins
    double positive = 0;
    double won = 0;
    double tied = 0;
    for (int b = 0; b < BINS; b++) {
      double more = positives.applyAsDouble(b);
      double less = negatives.applyAsDouble(b);
      won += more * below;
      tied += more * less;
      below += less;
      positive += more;
    }
    double pairs = positive * below;
    if (pairs > 0) {
      into.add(prefix + "rocAuc", (won + tied / 2) / pairs);
      into.add(prefix + "rocAucBound", tied / 2 / pairs);
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.longs(prefix + "negatives", negatives, BINS);
    visitor.longs(prefix + "positives", positives, BINS);
  }
}
