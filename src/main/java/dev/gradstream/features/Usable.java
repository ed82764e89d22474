package dev.gradstream.features;

/** Which values are numbers that can be computed with; any other counts as missing. */
final class Usable {

  /**
   * Beyond every 64-bit whole number. Larger ones come from broken sources, not from measurements,
   * and a single one in a mean or a range would drown all others for ever.
   */
  static final double MOST = 1e20;

  private Usable() {}

  /** False for NaN, for both infinities and beyond {@link #MOST}. */
  static boolean is(double value) {
    return Math.abs(value) <= MOST;
  }
}
