package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * FTRL-proximal (McMahan et al. 2013, algorithm 1), alpha being the learning rate. The slots follow
 * the gradient first, then the weight follows the slots, so that the weight seen by the next
 * forward pass is up to date.
 *
 * <pre>
 *   s = (sqrt(n + g^2) - sqrt(n)) / alpha
 *   z = z + g - s w
 *   n = n + g^2
 *   w = |z| <= l1 ? 0 : -(z - sign(z) l1) / ((beta + sqrt(n)) / alpha + l2)
 * </pre>
 *
 * A weight that starts elsewhere than 0 goes to the value of its slots at the first update, as in
 * the algorithm. With {@code weightsFirst: true} the weight is taken from the slots before they
 * follow the gradient, and so is one gradient late: River's order.
 */
final class Ftrl extends ElementRule {
  private final float[] z = slot("z");
  private final float[] n = slot("n");
  private final double beta;
  private final double l1;
  private final double l2;
  private final boolean weightsFirst;
  private double alpha;

  Ftrl(Settings options, Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
    this.beta = options.number("beta", 1, 0, 1e6);
    this.l1 = options.number("l1", 0, 0, 1e6);
    this.l2 = options.number("l2", 0, 0, 1e6);
    this.weightsFirst = options.has("weightsFirst") && options.flag("weightsFirst", false);
  }

  @Override
  boolean setsWeights() {
    return true;
  }

  @Override
  void begin(long step, double rate) {
    this.alpha = rate;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    float alpha = (float) this.alpha;
    float beta = (float) this.beta;
    float l1 = (float) this.l1;
    float l2 = (float) this.l2;
    if (weightsFirst) {
      for (int i = from; i < to; i++) {
        float root = (float) Math.sqrt(n[i]);
        float weight = weight(z[i], root, alpha, beta, l1, l2);
        float sum = Math.fma(g[i], g[i], n[i]);
        float s = ((float) Math.sqrt(sum) - root) / alpha;
        n[i] = sum;
        z[i] += Math.fma(-s, weight, g[i]);
        w[i] = weight;
      }
    } else {
      for (int i = from; i < to; i++) {
        float sum = Math.fma(g[i], g[i], n[i]);
        float root = (float) Math.sqrt(sum);
        float s = (root - (float) Math.sqrt(n[i])) / alpha;
        float shift = z[i] + Math.fma(-s, w[i], g[i]);
        n[i] = sum;
        z[i] = shift;
        w[i] = weight(shift, root, alpha, beta, l1, l2);
      }
    }
  }

  private static float weight(float z, float root, float alpha, float beta, float l1, float l2) {
    float size = Math.max(0f, Math.abs(z) - l1);
    return -Math.copySign(size, z) / ((beta + root) / alpha + l2)
        + 0f; // + 0: no -0 where size is 0
  }

  @Override
  double update(double g, double w, double[] slots) {
    double weight = weightsFirst ? weight(slots) : w;
    slots[0] += g - (Math.sqrt(slots[1] + g * g) - Math.sqrt(slots[1])) / alpha * weight;
    slots[1] += g * g;
    return weightsFirst ? weight : weight(slots);
  }

  private double weight(double[] slots) {
    double size = Math.max(0, Math.abs(slots[0]) - l1);
    double root = Math.sqrt(slots[1]);
    return -Math.copySign(size, slots[0]) / ((beta + root) / alpha + l2) + 0.0;
  }
}
