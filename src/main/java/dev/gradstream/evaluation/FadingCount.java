package dev.gradstream.evaluation;

/**
 * How much fading rows count together: {@code N = 1 + a N} a row. It rises to a number that stays
 * as it is, in some 30,000 rows; until then means that have seen as many rows ask the same.
 */
final class FadingCount {
  private double before = -1; // of what was asked last
  private int rows;
  private double after;

  /** What a count is some rows later. */
  double after(double count, int rows) {
    if (next(count) == count) {
      return count;
    }
    if (count != before || rows != this.rows) {
      double now = count;
      for (int r = 0; r < rows; r++) {
        now = next(now);
      }
      before = count;
      this.rows = rows;
      after = now;
    }
    return after;
  }

  private static double next(double count) {
    return 1 + Recent.FADING * count;
  }
}
