package dev.gradstream.features;

/**
 * Sine and cosine of a part of a whole turn, which is given as a fraction so that nothing is lost
 * before the function.
 *
 * <p>The fraction is brought into the first eighth of a turn in whole numbers: quarters come out as
 * 0, 1 and -1 exactly, and opposite parts as exact opposites, which the sine of a rounded multiple
 * of pi does not give. {@code StrictMath}, because {@code Math.sin} may differ between machines.
 */
final class Turn {
  private static final double QUARTER = StrictMath.PI / 2;

  private Turn() {}

  /**
   * sin(2 pi part / whole); the same for equal fractions.
   *
   * @param part from 0 to {@code whole - 1}
   * @param whole at most 2^51
   */
  static double sin(long part, long whole) {
    long quarter = 4 * part / whole;
    long rest = 4 * part - quarter * whole;
    return switch ((int) quarter) {
      case 0 -> sinWithin(rest, whole);
      case 1 -> sinWithin(whole - rest, whole);
      case 2 -> 0.0 - sinWithin(rest, whole);
      default -> 0.0 - sinWithin(whole - rest, whole);
    };
  }

  /** cos(2 pi part / whole). */
  static double cos(long part, long whole) {
    long quarter = 4 * part / whole;
    long rest = 4 * part - quarter * whole;
    return switch ((int) quarter) {
      case 0 -> sinWithin(whole - rest, whole);
      case 1 -> 0.0 - sinWithin(rest, whole);
      case 2 -> 0.0 - sinWithin(whole - rest, whole);
      default -> sinWithin(rest, whole);
    };
  }

  // sin(pi / 2 * part / whole), 0 <= part <= whole
  private static double sinWithin(long part, long whole) {
    return 2 * part <= whole
        ? StrictMath.sin(QUARTER * ((double) part / whole))
        : StrictMath.cos(QUARTER * ((double) (whole - part) / whole));
  }
}
