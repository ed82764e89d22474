package dev.gradstream.training;

/**
 * How many numbers lie where: counts in bins of one width from the least to the greatest.
 *
 * @param least left end of the first bin
 * @param greatest right end of the last bin
 * @param rms root of the mean square
 * @param bins counts; all in the first one where all numbers are equal
 */
public record Histogram(double least, double greatest, double rms, int[] bins) {
  /** Bins of each. */
  public static final int BINS = 40;

  /** Gives a number of a matrix, row-major. */
  @FunctionalInterface
  interface Numbers {
    double at(int row, int column);
  }

  /**
   * Of a matrix (rows, columns). Of a large one every k-th row is looked at, so that no more than
   * about {@code most} numbers are; those that are not finite are left out.
   */
  static Histogram of(int rows, int columns, int most, Numbers numbers) {
    int stride = Math.max(1, (int) Math.min(rows, (long) rows * columns / most));
    double least = Double.POSITIVE_INFINITY;
    double greatest = Double.NEGATIVE_INFINITY;
    double squares = 0;
    long count = 0;
    for (int row = 0; row < rows; row += stride) {
      for (int column = 0; column < columns; column++) {
        double value = numbers.at(row, column);
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          greatest = Math.max(greatest, value);
          squares += value * value;
          count++;
        }
      }
    }
    int[] bins = new int[BINS];
    double scale = greatest > least ? BINS / (greatest - least) : 0;
    for (int row = 0; row < rows; row += stride) {
      for (int column = 0; column < columns; column++) {
        double value = numbers.at(row, column);
        if (Double.isFinite(value)) {
          bins[Math.min(BINS - 1, (int) ((value - least) * scale))]++;
        }
      }
    }
    return count == 0
        ? new Histogram(0, 0, 0, bins)
        : new Histogram(least, greatest, Math.sqrt(squares / count), bins);
  }
}
