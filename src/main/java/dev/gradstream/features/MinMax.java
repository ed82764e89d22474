package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * {@code (x - least) / (most - least)} over the values seen, and 0 as long as a column is constant.
 *
 * <p>Within [0, 1] for every value that was learned; in variant L a new extreme is scored outside.
 */
final class MinMax implements Transformer {
  private final Variant variant;
  private final double[] least;
  private final double[] most;

  MinMax(Settings settings, int columns) {
    variant = Variant.of(settings);
    least = new double[columns];
    most = new double[columns];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
  }

  @Override
  public Variant variant() {
    return variant;
  }

  @Override
  public void learn(double[] row) {
    for (int c = 0; c < least.length; c++) {
      double x = row[c];
      least[c] = x < least[c] ? x : least[c]; // false for NaN
      most[c] = x > most[c] ? x : most[c];
    }
  }

  @Override
  public void prepare() {}

  @Override
  public void apply(double[] row) {
    for (int c = 0; c < least.length; c++) {
      row[c] = most[c] > least[c] ? (row[c] - least[c]) / (most[c] - least[c]) : 0;
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "least", least, least.length);
    visitor.doubles(prefix + "most", most, most.length);
  }
}
