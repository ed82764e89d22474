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
  private final double momentum;
  private final boolean nesterov;
  private double rate;

  Momentum(Settings options, boolean nesterov, Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
    this.momentum = options.number("momentum", 0.9, 0, 0.999999);
    this.nesterov = nesterov;
  }

  @Override
  void begin(long step, double rate) {
    this.rate = rate;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    float momentum = (float) this.momentum;
    float rate = (float) this.rate;
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

  @Override
  double update(double g, double w, double[] slots) {
    double velocity = momentum * slots[0] + rate * g;
    slots[0] = velocity;
    return w - (nesterov ? momentum * velocity + rate * g : velocity);
  }
}
