package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** To the bit what {@code StrictMath.log} says. */
class StrictLogarithmsTest {
  private static final double LEAST = 1e-15;
  private static final int ROWS = 1000;
  private final StrictLogarithms logarithms = new StrictLogarithms();
  private final Random random = new Random(9);

  @Test
  void probabilities() {
    for (int i = 0; i < 1000; i++) {
      agree(r -> Double.doubleToRawLongBits(random.nextDouble()));
      agree(r -> Double.doubleToRawLongBits(random.nextFloat()));
      agree(r -> Double.doubleToRawLongBits(1 / (1 + Math.exp(20 * random.nextGaussian()))));
    }
  }

  @Test
  void every_octave_and_beyond() {
    for (int i = 0; i < 1000; i++) {
      agree(r -> random.nextLong(0x7ff0L << 48)); // numbers of any size
    }
  }

  // Where another form of the polynomial or another octave begins, and beside powers of two.
  @Test
  void neighbours_of_every_border() {
    long[] uppers = {0, 0xffffe, 0xfffff, 0x100000 - 0x95f64, 0x6147a, 0x6b851};
    for (long upper : uppers) {
      for (int octave = -50; octave <= 2; octave++) {
        long middle = (1023L + octave) << 52 | upper << 32;
        agree(r -> middle + ((r - ROWS / 2) << 23));
        agree(r -> middle + (r - ROWS / 2));
      }
    }
  }

  @Test
  void what_is_certain_or_no_number() {
    double[] values = {0, 1, 0.5, 1e-15, 1e-16, Double.MIN_VALUE, -1, -0.0, Double.NaN, 2, 4};
    agree(r -> Double.doubleToRawLongBits(values[(int) r % values.length]));
  }

  private void agree(LongUnaryOperator bits) {
    double[] x = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      x[r] = Double.longBitsToDouble(bits.applyAsLong(r));
    }
    double[] actual = new double[ROWS];
    logarithms.negated(x, LEAST, actual, ROWS);
    for (int r = 0; r < ROWS; r++) {
      double expected = -StrictMath.log(Math.max(LEAST, x[r]));
      if (Double.doubleToLongBits(expected + 0.0) != Double.doubleToLongBits(actual[r] + 0.0)) {
        assertEquals(expected, actual[r], Double.toHexString(x[r]));
      }
    }
  }
}
