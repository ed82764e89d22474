package dev.gradstream.kernel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers on their way from a record to the network, a row a call: bytes to doubles, doubles to
 * floats, and whether they are in reach.
 *
 * <p>Each goes by a plain loop, or by vectors once {@link #byVectors} was called, with the same
 * bits. Vectors are faster where the JVM has compiled them; before it has, each is an object, and a
 * row takes some hundred times as long. So they are {@linkplain #rehearse rehearsed} first. A
 * process that does not ask for them has the plain loops.
 */
public final class Conversions {
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  // Not volatile: both ways make the same bits, so it does not matter when a thread sees it.
  private static boolean vectors;

  private Conversions() {}

  /** y = the {@code count} floats that stand in x, four bytes each, low byte first. */
  public static void widen(int count, byte[] x, int xOffset, double[] y, int yOffset) {
    widen(vectors, count, x, xOffset, y, yOffset);
  }

  /**
   * y = the {@code count} doubles of x, rounded to floats.
   *
   * @return whether every |x| is at most {@code limit}, so that none is NaN; y is of no use where
   *     one is not
   */
  public static boolean narrow(
      int count, double limit, double[] x, int xOffset, float[] y, int yOffset) {
    return narrow(vectors, count, limit, x, xOffset, y, yOffset);
  }

  /** Whether each of {@code count} doubles is at most {@code limit} from 0, so that none is NaN. */
  public static boolean within(int count, double limit, double[] x, int xOffset) {
    return within(vectors, count, limit, x, xOffset);
  }

  /** Whether this process has vectors to convert by. */
  public static boolean haveVectors() {
    return Kernels.chosen() instanceof VectorKernels;
  }

  /**
   * From now on conversions go by vectors, where this process {@linkplain #haveVectors has} them.
   */
  public static void byVectors() {
    vectors = haveVectors();
  }

  /**
   * Converts some rows of zeros.
   *
   * <p>Through the same methods either way, so that a caller which is compiled meanwhile is
   * compiled for both, and not again when it changes.
   *
   * @param vectors by vectors or by plain loops
   * @param rows to convert
   */
  public static void rehearse(boolean vectors, int rows) {
    int count = 65; // some vectors and a rest
    byte[] bytes = new byte[count * Float.BYTES];
    double[] doubles = new double[count];
    float[] floats = new float[count];
    for (int r = 0; r < rows; r++) {
      widen(vectors, count, bytes, 0, doubles, 0);
      if (!within(vectors, count, 1, doubles, 0)
          || !narrow(vectors, count, 1, doubles, 0, floats, 0)) {
        throw new IllegalStateException("zeros became something else on their way");
      }
    }
  }

  static void widen(boolean vectors, int count, byte[] x, int xOffset, double[] y, int yOffset) {
    if (vectors) {
      VectorConversions.widen(count, x, xOffset, y, yOffset);
    } else {
      plainWiden(count, x, xOffset, y, yOffset);
    }
  }

  static boolean narrow(
      boolean vectors, int count, double limit, double[] x, int xOffset, float[] y, int yOffset) {
    return vectors
        ? VectorConversions.narrow(count, limit, x, xOffset, y, yOffset)
        : plainNarrow(count, limit, x, xOffset, y, yOffset);
  }

  static boolean within(boolean vectors, int count, double limit, double[] x, int xOffset) {
    return vectors
        ? VectorConversions.within(count, limit, x, xOffset)
        : plainWithin(count, limit, x, xOffset);
  }

  static void plainWiden(int count, byte[] x, int xOffset, double[] y, int yOffset) {
    for (int i = 0; i < count; i++) {
      y[yOffset + i] = (float) LITTLE_ENDIAN.get(x, xOffset + i * Float.BYTES);
    }
  }

  static boolean plainNarrow(
      int count, double limit, double[] x, int xOffset, float[] y, int yOffset) {
    boolean within = true;
    for (int i = 0; i < count; i++) {
      double value = x[xOffset + i];
      within &= Math.abs(value) <= limit;
      y[yOffset + i] = (float) value;
    }
    return within;
  }

  static boolean plainWithin(int count, double limit, double[] x, int xOffset) {
    boolean within = true;
    for (int i = 0; i < count; i++) {
      within &= Math.abs(x[xOffset + i]) <= limit;
    }
    return within;
  }
}
