package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;

/**
 * Online standardisation: {@code (x - mean) / sqrt(variance)}, and 0 as long as a column is
 * constant.
 *
 * <p>A true division, not a product with the inverse: it is what River does, and the two differ in
 * the last digit.
 */
final class Standard implements Transformer {
  private final Variant variant;
  private final Moments moments;
  private final double[] deviations; // derived in prepare()

  Standard(Settings settings, int columns) {
    variant = Variant.of(settings);
    moments = new Moments(columns);
    deviations = new double[columns];
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
    for (int c = 0; c < deviations.length; c++) {
      deviations[c] = moments.deviation(c);
    }
  }

  @Override
  public void apply(double[] row) {
    for (int c = 0; c < deviations.length; c++) {
      row[c] = deviations[c] == 0 ? 0 : (row[c] - moments.mean(c)) / deviations[c];
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    moments.visit(prefix, visitor);
  }
}
