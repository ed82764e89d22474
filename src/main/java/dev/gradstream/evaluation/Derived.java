package dev.gradstream.evaluation;

import java.util.Arrays;

/**
 * Columns of a mini-batch that several metrics ask for; each is worked out when the first of them
 * does. What hangs on a metric's own sums is asked for with them, and worked out anew for a metric
 * whose sums differ: so no metric needs another.
 */
final class Derived {
  private final Scored scored;
  private final int[] counts; // (3, classes): of rows that came, were predicted, and both
  private boolean counted;
  private double[] hits = {};
  private boolean hit;
  private int[] predictionBins = {};
  private boolean predictionsBinned;
  private int[] confidenceBins = {};
  private boolean confidencesBinned;
  private final Weights weights = new Weights();
  final TargetMeans means;

  Derived(Scored scored) {
    this.scored = scored;
    means = new TargetMeans(scored);
    counts = new int[3 * scored.classes];
  }

  /** The mini-batch is another. */
  void forget() {
    counted = false;
    hit = false;
    predictionsBinned = false;
    confidencesBinned = false;
    means.forget();
    weights.forget();
  }

  /** How often each class came, then how often it was predicted, then both: (3, classes). */
  int[] counts() {
    if (!counted) {
      counted = true;
      Arrays.fill(counts, 0);
      if (scored.classes == 2) {
        countTwo();
      } else {
        countMany();
      }
    }
    return counts;
  }

  private void countTwo() {
    int came = 0;
    int predicted = 0;
    int both = 0;
    for (int r = 0; r < scored.rows; r++) {
      came += scored.actual[r];
      predicted += scored.decided[r];
      both += scored.actual[r] & scored.decided[r];
    }
    counts[0] = scored.rows - came;
    counts[1] = came;
    counts[2] = scored.rows - predicted;
    counts[3] = predicted;
    counts[4] = scored.rows - came - predicted + both;
    counts[5] = both;
  }

  private void countMany() {
    int classes = scored.classes;
    for (int r = 0; r < scored.rows; r++) {
      int truth = scored.actual[r];
      int decision = scored.decided[r];
      counts[truth]++;
      counts[classes + decision]++;
      counts[2 * classes + truth] += truth == decision ? 1 : 0;
    }
  }

  /** 1 for a row whose class was predicted, 0 for another. */
  double[] hits() {
    if (!hit) {
      hit = true;
      hits = hits.length < scored.rows ? new double[scored.losses.length] : hits;
      for (int r = 0; r < scored.rows; r++) {
        hits[r] = Scored.below(scored.ranks[r], 1);
      }
    }
    return hits;
  }

  /** Bin of each prediction, of {@link RocAuc#BINS}. */
  int[] predictionBins() {
    if (!predictionsBinned) {
      predictionsBinned = true;
      predictionBins = bins(scored.predictions, RocAuc.BINS, predictionBins);
    }
    return predictionBins;
  }

  /** Bin of each confidence, of {@link CalibrationError#BINS}. */
  int[] confidenceBins() {
    if (!confidencesBinned) {
      confidencesBinned = true;
      confidenceBins = bins(scored.confidences, CalibrationError.BINS, confidenceBins);
    }
    return confidenceBins;
  }

  private int[] bins(double[] values, int bins, int[] room) {
    int[] into = room.length < scored.rows ? new int[values.length] : room;
    for (int r = 0; r < scored.rows; r++) {
      into[r] = Math.max(0, Math.min(bins - 1, (int) (values[r] * bins)));
    }
    return into;
  }

  /** What rows weigh whose weight rises, from that of row {@code from}. */
  Weights weights(double weight, int from) {
    weights.of(weight, from, scored.rows, scored.losses.length);
    return weights;
  }
}
