package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;

/**
 * {@code sign(x) * ln(1 + |x|)}: tames long tails on both sides of 0.
 *
 * <p>{@code StrictMath}, because {@code Math.log1p} may differ between machines.
 */
final class SignedLog implements Transformer {

  SignedLog(Settings settings, int columns) {}

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
      row[c] = Math.copySign(StrictMath.log1p(Math.abs(row[c])), row[c]);
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {}
}
