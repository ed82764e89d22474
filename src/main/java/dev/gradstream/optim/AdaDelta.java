package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * AdaDelta (Zeiler 2012). The method sets its own step sizes; the learning rate scales them and is
 * 1 in the paper.
 *
 * <pre>
 *   v = rho v + (1 - rho) g^2
 *   d = sqrt(u + epsilon) / sqrt(v + epsilon) g
 *   u = rho u + (1 - rho) d^2
 *   w = w - rate d
 * </pre>
 */
final class AdaDelta extends ElementRule {
  private final float[] v = slot("square");
  private final float[] u = slot("change");
  private final double rho;
  private final double epsilon;
  private double rate;

  AdaDelta(Settings options, Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
    this.rho = options.number("rho", 0.95, 0, 0.9999999);
    this.epsilon = options.number("epsilon", 1e-8, 1e-30, 1);
  }

  @Override
  void begin(long step, double rate) {
    this.rate = rate;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    float keep = (float) rho;
    float take = (float) (1 - rho);
    float epsilon = (float) this.epsilon;
    float minus = (float) -rate;
    for (int i = from; i < to; i++) {
      float square = Math.fma(keep, v[i], take * g[i] * g[i]);
      float change = (float) Math.sqrt(u[i] + epsilon) / (float) Math.sqrt(square + epsilon) * g[i];
      v[i] = square;
      u[i] = Math.fma(keep, u[i], take * change * change);
      w[i] = Math.fma(minus, change, w[i]);
    }
  }

  @Override
  double update(double g, double w, double[] slots) {
    slots[0] = rho * slots[0] + (1 - rho) * g * g;
    double change = Math.sqrt(slots[1] + epsilon) / Math.sqrt(slots[0] + epsilon) * g;
    slots[1] = rho * slots[1] + (1 - rho) * change * change;
    return w - rate * change;
  }
}
