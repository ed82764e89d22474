package dev.gradstream.evaluation;

/**
 * Natural logarithms of a column, each with the bits of {@link StrictMath#log}, several times as
 * fast: a form of the polynomial is chosen by a product with 0 or 1, where branches would be
 * guessed wrong for every other row.
 *
 * <p>{@code StrictMath} is defined by fdlibm, whose method this is: x = 2^k (1 + f) with 1 + f
 * between sqrt(1/2) and sqrt(2), s = f / (2 + f), and log(1 + f) = f - s (f - R) with R a
 * polynomial of degree 14 in s. Two other forms are the same but for rounding: f - (f^2 / 2 - s
 * (f^2 / 2 + R)) where 1 + f is near sqrt(2), and f - f^2 (1/2 - f / 3) where f is below 2^-20.
 */
final class StrictLogarithms {
  private static final double LN2_HIGH = 0x1.62e42feep-1;
  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
  private static final double THIRD = 1 / 3.0;
  // R = R1 s^2 + R2 s^4 + ... + R7 s^14
  private static final double R1 = 0x1.5555555555593p-1;
  private static final double R2 = 0x1.999999997fa04p-2;
  private static final double R3 = 0x1.2492494229359p-2;
  private static final double R4 = 0x1.c71c51d8e78afp-3;
  private static final double R5 = 0x1.7466496cb03dep-3;
  private static final double R6 = 0x1.39a09d078c69fp-3;
  private static final double R7 = 0x1.2f112df3e5244p-3;

  private static final long FRACTION = (1L << 52) - 1;
  private static final long ONE = 0x3ffL << 52; // bits of 1.0
  private static final long ABOVE_ROOT = 0x95f64L << 32; // carries a fraction above sqrt(2) to 2
  // Fractions near sqrt(2), compared by their upper 20 bits as fdlibm does.
  private static final long ROOT_FROM = 0x6147a;
  private static final long ROOT_TO = 0x6b851;

  private double[] fractions = {}; // f
  private double[] exponents = {}; // k
  private double[] ratios = {}; // s
  private double[] polynomials = {}; // R
  private double[] nearRoot = {}; // 1 where that form is taken, 0 elsewhere
  private double[] nearOne = {}; // the same

  /**
   * Writes {@code -log(max(least, x))} of rows 0 to {@code rows - 1}; 0 may have either sign.
   *
   * @param x finite, or NaN
   * @param least a normal number above 0
   */
  void negated(double[] x, double least, double[] into, int rows) {
    if (fractions.length < rows) {
      fractions = new double[x.length];
      exponents = new double[x.length];
      ratios = new double[x.length];
      polynomials = new double[x.length];
      nearRoot = new double[x.length];
      nearOne = new double[x.length];
    }
    for (int r = 0; r < rows; r++) {
      into[r] = Math.max(least, x[r]);
    }
    takeApart(into, rows);
    polynomials(rows);
    choose(rows);
    finish(into, rows);
  }

  private void takeApart(double[] x, int rows) {
    for (int r = 0; r < rows; r++) {
      long bits = Double.doubleToRawLongBits(x[r]);
      long fraction = bits & FRACTION;
      long carry = (fraction + ABOVE_ROOT) & (1L << 52); // to the octave below
      fractions[r] = Double.longBitsToDouble(fraction | (carry ^ ONE)) - 1;
      exponents[r] = (int) ((bits + carry) >> 52) - 1023;
      long upper = fraction >> 32;
      long outside = ((upper - ROOT_FROM) | (ROOT_TO - upper)) >> 63; // all ones, or 0
      nearRoot[r] = Double.longBitsToDouble(ONE & ~outside);
      long near = (((upper + 2) & 0xfffff) - 3) >> 63; // upper is 0xffffe, 0xfffff or 0
      nearOne[r] = Double.longBitsToDouble(ONE & near);
    }
  }

  // Here and below nothing but products, sums and a quotient of doubles, and not many: the compiler
  // makes vectors of it.
  private void polynomials(int rows) {
    double[] fs = fractions;
    double[] ss = ratios;
    double[] into = polynomials;
    for (int r = 0; r < rows; r++) {
      double s = fs[r] / (2 + fs[r]);
      double z = s * s;
      double w = z * z;
      double even = w * (R2 + w * (R4 + w * R6));
      double odd = z * (R1 + w * (R3 + w * (R5 + w * R7)));
      ss[r] = s;
      into[r] = odd + even;
    }
  }

  private void choose(int rows) {
    double[] fs = fractions;
    double[] ss = ratios;
    double[] sums = polynomials;
    double[] root = nearRoot;
    double[] one = nearOne;
    for (int r = 0; r < rows; r++) {
      double f = fs[r];
      double half = 0.5 * f * f;
      double low = exponents[r] * LN2_LOW;
      double usual = ss[r] * (f - sums[r]) - low;
      double atRoot = half - (ss[r] * (half + sums[r]) + low);
      double atOne = f * f * (0.5 - THIRD * f) - low;
      sums[r] = root[r] * atRoot + one[r] * atOne + (1 - root[r] - one[r]) * usual;
    }
  }

  private void finish(double[] into, int rows) {
    double[] fs = fractions;
    double[] ks = exponents;
    double[] chosen = polynomials;
    for (int r = 0; r < rows; r++) {
      double none = into[r] - into[r]; // 0, or NaN
      into[r] = (chosen[r] - fs[r]) - ks[r] * LN2_HIGH + none;
    }
  }
}
