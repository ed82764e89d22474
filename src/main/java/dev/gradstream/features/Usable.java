package dev.gradstream.features;

/** Which values are numbers that can be computed with; any other counts as missing. */
final class Usable {

  /**
   * Squares, and sums of squares over any stream, stay finite below this. Larger numbers come from
   * broken sources, not from measurements.
   */
  static final double MOST = 1e100;

  private Usable() {}

  /** False for NaN, for both infinities and beyond {@link #MOST}. */
  static boolean is(double value) {
    return Math.abs(value) <= MOST;
  }
}
