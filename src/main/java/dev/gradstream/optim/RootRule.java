package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * Steps divided by the root of a sum of squared gradients: AdaGrad (Duchi, Hazan and Singer 2011)
 * adds them up, RMSProp (Tieleman and Hinton 2012) lets old ones fade.
 *
 * <pre>
 *   AdaGrad: v = v + g^2                    RMSProp: v = rho v + (1 - rho) g^2
 *   w = w - rate g / sqrt(v + epsilon)
 * </pre>
 *
 * <p>Epsilon stands under the root, as in River, Optax and Keras' RMSProp.
 */
final class RootRule extends ElementRule {
  private final float[] v;
  private final double keep;
  private final double take;
  private final double epsilon;
  private double rate;

  private RootRule(
      double keep,
      double take,
      double initial,
      Settings options,
      Parameters parameters,
      List<Tensor> tensors) {
    super(parameters, tensors);
    this.keep = keep;
    this.take = take;
    this.v = slot("square", initial);
    this.epsilon = options.number("epsilon", 1e-8, 1e-30, 1);
  }

  static RootRule adagrad(Settings options, Parameters parameters, List<Tensor> tensors) {
    return new RootRule(1, 1, options.number("initial", 0, 0, 1e6), options, parameters, tensors);
  }

  static RootRule rmsprop(Settings options, Parameters parameters, List<Tensor> tensors) {
    double rho = options.number("rho", 0.9, 0, 0.9999999);
    return new RootRule(
        rho, 1 - rho, options.number("initial", 0, 0, 1e6), options, parameters, tensors);
  }

  @Override
  void begin(long step, double rate) {
    this.rate = rate;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    float keep = (float) this.keep;
    float take = (float) this.take;
    float epsilon = (float) this.epsilon;
    float minus = (float) -rate;
    for (int i = from; i < to; i++) {
      float square = Math.fma(keep, v[i], take * g[i] * g[i]);
      v[i] = square;
      w[i] = Math.fma(minus, g[i] / (float) Math.sqrt(square + epsilon), w[i]);
    }
  }

  @Override
  double update(double g, double w, double[] slots) {
    slots[0] = keep * slots[0] + take * g * g;
    return w - rate * g / Math.sqrt(slots[0] + epsilon);
  }
}
