package dev.gradstream.optim;

/**
 * The exponential average of a noisy figure: what is {@code halfLife} steps old counts half. Free
 * of the start's bias, as in Adam: it is divided by the sum of its weights. A half-life of 0
 * smooths nothing.
 *
 * <pre>
 *   a = 2^(-1 / halfLife), m = a m + (1 - a) x, n = a n + (1 - a), average = m / n
 * </pre>
 */
final class Smoothed {
  /** How many numbers of state it has. */
  static final int NUMBERS = 2;

  private final double keep;

  Smoothed(double halfLife) {
    this.keep = halfLife == 0 ? 0 : StrictMath.pow(2, -1 / halfLife);
  }

  /**
   * The average after one more figure.
   *
   * @param state m and n, from {@code at} on; renewed in place
   */
  double next(double figure, double[] state, int at) {
    state[at] = keep * state[at] + (1 - keep) * figure;
    state[at + 1] = keep * state[at + 1] + (1 - keep);
    return state[at] / state[at + 1];
  }
}
