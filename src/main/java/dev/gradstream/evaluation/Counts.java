package dev.gradstream.evaluation;

/**
 * How often each class came, was predicted, and both: all of a confusion matrix that precision,
 * recall and their kin need. Numbers of rows, or sums of their weights; only ratios are used.
 *
 * <p>A share of nothing is 0, as in River and scikit-learn.
 */
interface Counts {
  int classes();

  double came(int c);

  double predicted(int c);

  double both(int c);

  default double rows() {
    double rows = 0;
    for (int c = 0; c < classes(); c++) {
      rows += came(c);
    }
    return rows;
  }

  /** Of the rows predicted to be of the class, the share that was. */
  default double precision(int c) {
    return share(both(c), predicted(c));
  }

  /** Of the rows of the class, the share that was predicted to be. */
  default double recall(int c) {
    return share(both(c), came(c));
  }

  /** Harmonic mean of precision and recall: 2 both / (came + predicted). */
  default double f1(int c) {
    return share(2 * both(c), came(c) + predicted(c));
  }

  private static double share(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
