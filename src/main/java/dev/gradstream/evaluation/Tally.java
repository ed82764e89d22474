package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * How often each class came, was predicted, and both: all of a confusion matrix that precision,
 * recall and their kin need, in the space of three rows of it.
 *
 * <p>A share of nothing is 0, as in River and scikit-learn.
 */
final class Tally {
  private final long[] came;
  private final long[] predicted;
  private final long[] both;

  Tally(int classes) {
    came = new long[classes];
    predicted = new long[classes];
    both = new long[classes];
  }

  void add(Scored scored) {
    for (int r = 0; r < scored.rows; r++) {
      int truth = scored.actual[r];
      int decision = scored.decided[r];
      came[truth]++;
      predicted[decision]++;
      if (truth == decision) {
        both[truth]++;
      }
    }
  }

  int classes() {
    return came.length;
  }

  long came(int c) {
    return came[c];
  }

  long predicted(int c) {
    return predicted[c];
  }

  long both(int c) {
    return both[c];
  }

  long rows() {
    long rows = 0;
    for (long n : came) {
      rows += n;
    }
    return rows;
  }

  /** Of the rows predicted to be of the class, the share that was. */
  double precision(int c) {
    return share(both[c], predicted[c]);
  }

  /** Of the rows of the class, the share that was predicted to be. */
  double recall(int c) {
    return share(both[c], came[c]);
  }

  /** Harmonic mean of precision and recall: 2 both / (came + predicted). */
  double f1(int c) {
    return share(2 * both[c], came[c] + predicted[c]);
  }

  void visit(String prefix, StateVisitor visitor) {
    visitor.longs(prefix + "came", came, came.length);
    visitor.longs(prefix + "predicted", predicted, predicted.length);
    visitor.longs(prefix + "both", both, both.length);
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
