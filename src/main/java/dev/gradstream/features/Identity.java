package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;

/** Values as they come. */
final class Identity implements Transformer {

  Identity(Settings settings, int columns) {}

  @Override
  public Variant variant() {
    return Variant.STATELESS;
  }

  @Override
  public void learn(double[] row) {}

  @Override
  public void prepare() {}

  @Override
  public void apply(double[] row) {}

  @Override
  public void visit(String prefix, StateVisitor visitor) {}
}
