package dev.gradstream.console;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as a person writes them: as many digits as matter, no trailing zeros. */
public final class Digits {
  private Digits() {}

  /** At most {@code digits} significant digits; powers of ten only where it is shorter so. */
  public static String of(double number, int digits) {
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    BigDecimal rounded = new BigDecimal(number).round(new MathContext(digits)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (rounded.signum() == 0) {
      return "0";
    }
    if (exponent >= -4 && exponent < Math.max(digits, 6)) {
      return rounded.toPlainString();
    }
    return rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString()
        + "e"
        + exponent;
  }
}
