package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;

/**
 * {@code x / by} for a number that is known beforehand: 255 makes the bytes of an image numbers
 * from 0 to 1.
 */
final class Divide implements Transformer {
  private final double by;

  Divide(Settings settings, int columns) {
    by = settings.number("by", 255, 1e-30, 1e30);
  }

  @Override
  public Variant variant() {
    return Variant.STATELESS;
  }

  @Override
  public void learn(double[] row) {}

  @Override
  public void prepare() {}

  @Override
  public void apply(double[] row) {
    for (int c = 0; c < row.length; c++) {
      row[c] /= by;
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {}
}
