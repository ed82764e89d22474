package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** {@link Counts} of every row alike, in the space of three rows of the matrix. */
final class Tally implements Counts {
  private final long[] came;
  private final long[] predicted;
  private final long[] both;

  Tally(int classes) {
    came = new long[classes];
    predicted = new long[classes];
    both = new long[classes];
  }

  void add(Scored scored) {
    if (came.length > scored.rows) {
      addRows(scored); // fewer than there are classes
      return;
    }
    int[] counts = scored.derived.counts();
    int classes = came.length;
    for (int c = 0; c < classes; c++) {
      came[c] += counts[c];
      predicted[c] += counts[classes + c];
      both[c] += counts[2 * classes + c];
    }
  }

  private void addRows(Scored scored) {
    for (int r = 0; r < scored.rows; r++) {
      int truth = scored.actual[r];
      int decision = scored.decided[r];
      came[truth]++;
      predicted[decision]++;
      both[truth] += Scored.equal(truth, decision);
    }
  }

  @Override
  public int classes() {
    return came.length;
  }

  @Override
  public double came(int c) {
    return came[c];
  }

  @Override
  public double predicted(int c) {
    return predicted[c];
  }

  @Override
  public double both(int c) {
    return both[c];
  }

  void visit(String prefix, StateVisitor visitor) {
    visitor.longs(prefix + "came", came, came.length);
    visitor.longs(prefix + "predicted", predicted, predicted.length);
    visitor.longs(prefix + "both", both, both.length);
  }
}
