package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

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
    for (int r = 0; r < scored.rows; r++) {
      scored.usual[r] = leader[0];
      if (leader[0] >= 0) {
        hits.add(leader[0] == scored.actual[r] ? 1 : 0);
      }
      learn(scored.actual[r]);
    }
  }

  private void learn(int truth) {
    if (++counts[truth] == 1) {
      metAs[truth] = ++leader[1];
    }
    int best = leader[0] < 0 ? truth : (int) leader[0];
    boolean earlier = metAs[truth] < metAs[best];
    if (counts[truth] > counts[best] || (counts[truth] == counts[best] && earlier)) {
      best = truth;
    }
    leader[0] = best;
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
