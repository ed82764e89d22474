package dev.gradstream.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * At most 1.5 ULP off, on inputs spread over all floats of the range; the vector form equal on each
 * of them.
 */
class FunctionsTest {
  private static final int EVERY =
      1201; // prime: all exponents, changing mantissas; 3.5 million floats
  private static final int BLOCK = 4096;
  private static final Kernels VECTOR = new VectorKernels();

  private interface Block {
    void run(int count, float[] x, int xOffset, float[] y, int yOffset);
  }

  private interface Single {
    float of(float x);
  }

  @Test
  void exp_is_within_1_5_ulp() {
    check(VECTOR::exp, Functions::exp, StrictMath::exp, -104f, 88.8f);
  }

  @Test
  void tanh_is_within_1_5_ulp() {
    check(VECTOR::tanh, Functions::tanh, StrictMath::tanh, -20f, 20f);
  }

  @Test
  void sigmoid_is_within_1_5_ulp() {
    DoubleUnaryOperator exact =
        x -> x >= 0 ? 1 / (1 + StrictMath.exp(-x)) : StrictMath.exp(x) / (1 + StrictMath.exp(x));
    check(VECTOR::sigmoid, Functions::sigmoid, exact, -104f, 104f);
  }

  @Test
  void log_is_within_1_5_ulp() {
    check(VECTOR::log, Functions::log, StrictMath::log, Float.MIN_VALUE, Float.MAX_VALUE);
  }

  private static void check(
      Block block, Single single, DoubleUnaryOperator exact, float least, float most) {
    float[] x = new float[BLOCK];
    float[] y = new float[BLOCK];
    int filled = 0;
    for (long bits = 0; bits <= 0xFFFFFFFFL; bits += EVERY) {
      float v = Float.intBitsToFloat((int) bits);
      if (v >= least && v <= most) {
        x[filled++] = v;
      }
      if (filled == BLOCK || bits + EVERY > 0xFFFFFFFFL) {
        block.run(filled, x, 0, y, 0);
        for (int i = 0; i < filled; i++) {
          checkOne(x[i], y[i], single, exact);
        }
        filled = 0;
      }
    }
  }

  private static void checkOne(float x, float vector, Single single, DoubleUnaryOperator exact) {
    assertEquals(
        Float.floatToRawIntBits(single.of(x)),
        Float.floatToRawIntBits(vector),
        () -> "the twins at " + x);
    double wanted = exact.applyAsDouble(x);
    float nearest = (float) wanted;
    if (Float.isInfinite(nearest)) {
      assertEquals(nearest, vector, () -> "at " + x);
      return;
    }
    double ulps = Math.abs(vector - wanted) / Math.ulp(nearest);
    assertTrue(
        ulps <= 1.5,
        () -> "at " + x + ": " + vector + " instead of " + wanted + ", " + ulps + " ULP");
  }
}
