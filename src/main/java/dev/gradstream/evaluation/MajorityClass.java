package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * The baseline that predicts the most frequent class so far, of equally frequent ones the one that
 * was met first (River's prior class); scored from the second row on.
 */
final class MajorityClass implements Metric {
  private final Recent hits = new Recent();
  private final long[] counts;
  private final long[] metAs; // 1 for the class that came first, 0 for one that never came
  private final long[] leader = {-1, 0}; // class, number of classes met

  MajorityClass(int classes) {
    counts = new long[classes];
    metAs = new long[classes];
  }

  @Override
  public void observe(Scored scored) {
    if (scored.rows == 0) {
      return;
    }
    double[] values = hits.column(scored);
    int from = leader[0] < 0 ? 1 : 0;
    if (isSettled(scored.rows)) {
      follow(scored, values);
    } else {
      learn(scored, values);
    }
    hits.add(scored, values, from);
  }

  // Whether every class is known, and so many rows cannot make another the leader.
  private boolean isSettled(int rows) {
    int best = (int) leader[0];
    if (leader[1] < counts.length || counts.length > rows) {
      return false;
    }
    for (int c = 0; c < counts.length; c++) {
      if (c != best && counts[c] + rows >= counts[best]) {
        return false;
      }
    }
    return true;
  }

  private void follow(Scored scored, double[] values) {
    int best = (int) leader[0];
    Arrays.fill(scored.usual, 0, scored.rows, best);
    for (int r = 0; r < scored.rows; r++) {
      values[r] = Scored.equal(best, scored.actual[r]);
    }
    int[] came = scored.derived.counts(); // their first row
    for (int c = 0; c < counts.length; c++) {
      counts[c] += came[c];
    }
  }

  private void learn(Scored scored, double[] values) {
    int best = (int) leader[0];
    for (int r = 0; r < scored.rows; r++) {
      int truth = scored.actual[r];
      scored.usual[r] = best;
      values[r] = Scored.equal(best, truth);
      if (++counts[truth] == 1) {
        metAs[truth] = ++leader[1];
      }
      if (best < 0 || standing(truth) > standing(best)) {
        best = truth;
      }
    }
    leader[0] = best;
  }

  // Larger for what came more often, and for what came first of equals. A class never stands above
  // itself, so that the question is seldom answered with yes, and guessed right.
  private long standing(int c) {
    return counts[c] * (metAs.length + 1) - metAs[c];
  }

  @Override
  public void figures(Figures into) {
    hits.figures("baseline.majority.accuracy", into);
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    hits.visit(prefix, visitor);
    visitor.longs(prefix + "counts", counts, counts.length);
    visitor.longs(prefix + "metAs", metAs, metAs.length);
    visitor.longs(prefix + "leader", leader, leader.length);
  }
}
