package dev.gradstream.features;

import java.nio.charset.StandardCharsets;

/**
 * Decimal numbers in ASCII, rounded exactly as {@link Double#parseDouble} rounds, mostly without
 * making an object.
 *
 * <p>Clinger 1990, "How to read floating point numbers accurately": where the digits make a whole
 * number up to 2^53 and the power of ten is at most 10^22, both are exact doubles, and one product
 * or quotient of them is rounded once. Everything else goes to {@link Double#parseDouble}.
 */
public final class Decimal {
  private static final long EXACT_DIGITS = 1L << 53;
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Decimal() {}

  /**
   * The number in {@code text[from]} to {@code text[to - 1]}: sign, digits with a point somewhere,
   * exponent. NaN where they are anything else ({@code NaN}, {@code Infinity}, hexadecimal and
   * blanks included); an infinity where it is too large.
   */
  public static double parse(byte[] text, int from, int to) {
    int i = from;
    boolean negative = i < to && text[i] == '-';
    if (negative || i < to && text[i] == '+') {
      i++;
    }
    long digits = 0;
    int seen = 0; // digits, leading zeros included
    int point = -1; // value of seen at the decimal point
    boolean exact = true;
    for (; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        exact &= digits < EXACT_DIGITS / 10;
        digits = digits * 10 + digit;
        seen++;
      } else if (text[i] == '.' && point < 0) {
        point = seen;
      } else {
        break;
      }
    }
    if (seen == 0) {
      return Double.NaN;
    }
    int exponent = point < 0 ? 0 : point - seen;
    if (i < to) {
      if ((text[i] | 0x20) != 'e') {
        return Double.NaN;
      }
      i++;
      boolean down = i < to && text[i] == '-';
      if (down || i < to && text[i] == '+') {
        i++;
      }
      if (i == to) {
        return Double.NaN;
      }
      int power = 0;
      for (; i < to; i++) {
        int digit = text[i] - '0';
        if (digit < 0 || digit > 9) {
          return Double.NaN;
        }
        power = Math.min(power * 10 + digit, 100_000);
      }
      exponent += down ? -power : power;
    }
    if (!exact || exponent < -22 || exponent > 22) {
      return Double.parseDouble(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }
    double number = exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
    return negative ? -number : number;
  }
}
