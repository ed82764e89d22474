package dev.gradstream.app;

import dev.gradstream.kernel.Generator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A synthetic stream whose best possible loss is known: Friedman's first benchmark function
 * (Friedman 1991, Multivariate adaptive regression splines, section 4.3), with an abrupt drift.
 *
 * <p>Ten features, uniform on [0, 1), and
 *
 * <pre>
 *   y = 10 sin(pi x0 x1) + 20 (x2 - 0.5)^2 + 10 x3 + 5 x4 + e,     e ~ N(0, 1)
 *
 *   from the drift on, the five parts read other features:
 *
 *     part     sin  sin  square  linear  linear
 *     before   x0   x1   x2      x3      x4
 *     after    x3   x7   x0      x9      x2
 * </pre>
 *
 * so x5 to x9 carry nothing before the drift, and x1, x4, x5, x6, x8 nothing after it. The noise
 * has variance 1, so no model can have a mean squared error below {@link #BEST_SQUARED_ERROR}; both
 * concepts have the same distribution of y (mean 14.41, variance 23.8 without the noise), so what
 * the drift does to the loss is due to the roles alone.
 *
 * <p>An example depends on (seed, its index) alone: the same seed gives the same bytes on every
 * machine, and streams with and without a drift differ only in y, from the drift on. Used by one
 * thread.
 */
final class FriedmanStream {
  static final int FEATURES = 10;

  /** Variance of the noise. */
  static final double BEST_SQUARED_ERROR = 1;

  /** Which feature plays which role, before and after the drift. */
  private static final int[][] ROLES = {{0, 1, 2, 3, 4}, {3, 7, 0, 9, 2}};

  private final long driftAt;
  private final Generator generator;
  private final double[] features = new double[FEATURES];
  private double signal;
  private double target;
  private long index = -1;

  /**
   * @param seed of everything random in the stream
   * @param driftAt index, from 0, of the first example of the second concept; {@code
   *     Long.MAX_VALUE} for none
   */
  FriedmanStream(long seed, long driftAt) {
    this.generator = Generator.of(seed, 0);
    this.driftAt = driftAt;
  }

  /** Names of the columns of {@link #csv()}: {@code x0} to {@code x9}, then {@code y}. */
  static List<String> columns() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < FEATURES; i++) {
      names.add("x" + i);
    }
    names.add("y");
    return List.copyOf(names);
  }

  /** Moves to the next example. */
  void next() {
    index++;
    for (int i = 0; i < FEATURES; i++) {
      features[i] = generator.nextDouble();
    }
    signal = signal(features, ROLES[index < driftAt ? 0 : 1]);
    target = signal + generator.gaussian();
  }

  /** Index of the current example, from 0. */
  long index() {
    return index;
  }

  /** A feature of the current example. */
  double feature(int i) {
    return features[i];
  }

  /** What the current example's target would be without the noise. */
  double signal() {
    return signal;
  }

  /** The current example's target. */
  double target() {
    return target;
  }

  /** The current example as a line of CSV, without a line end; every number exact. */
  byte[] csv() {
    StringBuilder line = new StringBuilder(220);
    for (double feature : features) {
      line.append(feature).append(',');
    }
    return line.append(target).toString().getBytes(StandardCharsets.US_ASCII);
  }

  // StrictMath: the sine of Math may differ by a bit between machines, and the bytes must not.
  private static double signal(double[] x, int[] role) {
    double bend = x[role[2]] - 0.5;
    return 10 * StrictMath.sin(StrictMath.PI * x[role[0]] * x[role[1]])
        + 20 * bend * bend
        + 10 * x[role[3]]
        + 5 * x[role[4]];
  }
}
