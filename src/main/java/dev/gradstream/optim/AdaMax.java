package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * AdaMax (Kingma and Ba 2015, section 7.1): Adam with the infinity norm. Epsilon is added to the
 * norm.
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g
 *   u = max(beta2 u, |g|)
 *   w = w - rate / (1 - beta1^t) * m / (u + epsilon)
 * </pre>
 */
final class AdaMax extends ElementRule {
  private final float[] m = slot("mean");
  private final float[] u = slot("norm");
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private double rate;

  AdaMax(Settings options, Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
    this.beta1 = options.number("beta1", 0.9, 0, 0.9999999);
    this.beta2 = options.number("beta2", 0.999, 0, 0.9999999);
    this.epsilon = options.number("epsilon", 1e-8, 1e-30, 1);
  }

  @Override
  void begin(long step, double rate) {
    this.rate = rate / (1 - StrictMath.pow(beta1, step));
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    float keep = (float) beta1;
    float take = (float) (1 - beta1);
    float fade = (float) beta2;
    float epsilon = (float) this.epsilon;
    float minus = (float) -rate;
    for (int i = from; i < to; i++) {
      float mean = Math.fma(keep, m[i], take * g[i]);
      float norm = Math.max(fade * u[i], Math.abs(g[i]));
      m[i] = mean;
      u[i] = norm;
      w[i] = Math.fma(minus, mean / (norm + epsilon), w[i]);
    }
  }

  @Override
  double update(double g, double w, double[] slots) {
    slots[0] = beta1 * slots[0] + (1 - beta1) * g;
    slots[1] = Math.max(beta2 * slots[1], Math.abs(g));
    return w - rate * slots[0] / (slots[1] + epsilon);
  }
}
