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
  private final float keep;
  private final float take;
  private final float epsilon;
  private float rate;

  AdaDelta(Settings options, Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
    double rho = options.number("rho", 0.95, 0, 0.9999999);
    this.keep = (float) rho;
    this.take = (float) (1 - rho);
    this.epsilon = (float) options.number("epsilon", 1e-8, 1e-30, 1);
  }

  @Override
  void begin(long step, double rate) {
    this.rate = (float) -rate;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    for (int i = from; i < to; i++) {
      float square = Math.fma(keep, v[i], take * g[i] * g[i]);
      float change = (float) Math.sqrt(u[i] + epsilon) / (float) Math.sqrt(square + epsilon) * g[i];
      v[i] = square;
      u[i] = Math.fma(keep, u[i], take * change * change);
      w[i] = Math.fma(rate, change, w[i]);
    }
  }
}
