package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015) in the order at the end of their section 2: epsilon is added to sqrt(v)
 * before the bias correction, which goes into the rate.
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g
 *   v = beta2 v + (1 - beta2) g^2
 *   w = w - rate sqrt(1 - beta2^t) / (1 - beta1^t) * m / (sqrt(v) + epsilon)
 * </pre>
 */
final class Adam extends ElementRule {
  /** What is done with the running square before its root divides. */
  enum Form {
    PLAIN,
    /** AMSGrad (Reddi, Kale and Kumar 2018): the largest square so far. */
    LARGEST
  }

  private final float[] m = slot("mean");
  private final float[] v = slot("square");
  private final float[] largest;
  private final double beta1;
  private final double beta2;
  private final double epsilon;
  private double rate;

  Adam(Form form, Settings options, Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
    this.largest = form == Form.LARGEST ? slot("largest") : null;
    this.beta1 = options.number("beta1", 0.9, 0, 0.9999999);
    this.beta2 = options.number("beta2", 0.999, 0, 0.9999999);
    this.epsilon = options.number("epsilon", 1e-8, 1e-30, 1);
  }

  @Override
  void begin(long step, double rate) {
    double first = 1 - StrictMath.pow(beta1, step);
    double second = StrictMath.sqrt(1 - StrictMath.pow(beta2, step));
    this.rate = rate * second / first;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    float keep1 = (float) beta1;
    float take1 = (float) (1 - beta1);
    float keep2 = (float) beta2;
    float take2 = (float) (1 - beta2);
    float epsilon = (float) this.epsilon;
    float minus = (float) -rate;
    if (largest == null) {
      for (int i = from; i < to; i++) {
        float mean = Math.fma(keep1, m[i], take1 * g[i]);
        float square = Math.fma(keep2, v[i], take2 * g[i] * g[i]);
        m[i] = mean;
        v[i] = square;
        w[i] = Math.fma(minus, mean / ((float) Math.sqrt(square) + epsilon), w[i]);
      }
    } else {
      for (int i = from; i < to; i++) {
        float mean = Math.fma(keep1, m[i], take1 * g[i]);
        float square = Math.fma(keep2, v[i], take2 * g[i] * g[i]);
        float most = Math.max(largest[i], square);
        m[i] = mean;
        v[i] = square;
        largest[i] = most;
        w[i] = Math.fma(minus, mean / ((float) Math.sqrt(most) + epsilon), w[i]);
      }
    }
  }

  @Override
  double update(double g, double w, double[] slots) {
    slots[0] = beta1 * slots[0] + (1 - beta1) * g;
    slots[1] = beta2 * slots[1] + (1 - beta2) * g * g;
    double square = slots[1];
    if (largest != null) {
      slots[2] = Math.max(slots[2], square);
      square = slots[2];
    }
    return w - rate * slots[0] / (Math.sqrt(square) + epsilon);
  }
}
