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
 *   AdaGrad: v = v + g^2                    RMSProp: v = decay v + (1 - decay) g^2
 *   w = w - rate g / sqrt(v + epsilon)
 * </pre>
 *
 * <p>Epsilon stands under the root, as in River, Optax and Keras' RMSProp.
 */
final class RootRule extends ElementRule {
  private final float[] v;
  private final float keep;
  private final float take;
  private final float epsilon;
  private float rate;

  private RootRule(
      double keep,
      double take,
      double initial,
      Settings options,
      Parameters parameters,
      List<Tensor> tensors) {
    super(parameters, tensors);
    this.keep = (float) keep;
    this.take = (float) take;
    this.v = slot("square", (float) initial);
    this.epsilon = (float) options.number("epsilon", 1e-8, 1e-30, 1);
  }

  static RootRule adagrad(Settings options, Parameters parameters, List<Tensor> tensors) {
    return new RootRule(1, 1, options.number("initial", 0, 0, 1e6), options, parameters, tensors);
  }

  static RootRule rmsprop(Settings options, Parameters parameters, List<Tensor> tensors) {
    double decay = options.number("decay", 0.9, 0, 0.9999999);
    return new RootRule(
        decay, 1 - decay, options.number("initial", 0, 0, 1e6), options, parameters, tensors);
  }

  @Override
  void begin(long step, double rate) {
    this.rate = (float) -rate;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    for (int i = from; i < to; i++) {
      float square = Math.fma(keep, v[i], take * g[i] * g[i]);
      v[i] = square;
      w[i] = Math.fma(rate, g[i] / (float) Math.sqrt(square + epsilon), w[i]);
    }
  }
}
