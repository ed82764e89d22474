package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;

/**
 * Online standardisation: {@code (x - mean) / sqrt(variance)}, and 0 as long as a column is
 * constant.
 *
 * <p>A true division, not a product with the inverse: it is what River does, and the two differ in
 * the last digit. Without a branch, so that the JIT can use vectors.
 */
final class Standard implements Transformer {
  private final Variant variant;
  private final Moments moments;
  private final double[] means; // derived in prepare(), as are the divisors
  private final double[] divisors; // infinite for a constant column, which makes its values 0

  Standard(Settings settings, int columns) {
    variant = Variant.of(settings);
    moments = new Moments(columns);
    means = new double[columns];
    divisors = new double[columns];
  }

  @Override
  public Variant variant() {
    return variant;
  }

  @Override
  public void learn(double[] row) {
    moments.learn(row);
  }

  @Override
  public void prepare() {
    for (int c = 0; c < means.length; c++) {
      double deviation = moments.deviation(c);
      means[c] = moments.mean(c);
      divisors[c] = deviation == 0 ? Double.POSITIVE_INFINITY : deviation;
    }
  }

  @Override
  public void apply(double[] row) {
    for (int c = 0; c < means.length; c++) {
      row[c] = (row[c] - means[c]) / divisors[c] + 0.0; // + 0.0 makes +0 of -0
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    moments.visit(prefix, visitor);
  }
}
