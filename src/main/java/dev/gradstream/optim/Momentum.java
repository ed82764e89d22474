package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * Heavy ball (Polyak 1964): s = momentum s + rate g, w = w - s; with {@code nesterov} the
 * look-ahead form w = w - (momentum s + rate g), s already renewed (Sutskever et al. 2013).
 */
final class Momentum extends ElementRule {
  private final float[] s = slot("velocity");
  private final float momentum;
  private final boolean nesterov;
  private float rate;

  Momentum(Settings options, boolean nesterov, Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
    this.momentum = (float) options.number("momentum", 0.9, 0, 0.999999);
    this.nesterov = nesterov;
  }

  @Override
  void begin(long step, double rate) {
    this.rate = (float) rate;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    if (nesterov) {
      for (int i = from; i < to; i++) {
        float velocity = Math.fma(momentum, s[i], rate * g[i]);
        s[i] = velocity;
        w[i] -= Math.fma(momentum, velocity, rate * g[i]);
      }
    } else {
      for (int i = from; i < to; i++) {
        float velocity = Math.fma(momentum, s[i], rate * g[i]);
        s[i] = velocity;
        w[i] -= velocity;
      }
    }
  }
}
