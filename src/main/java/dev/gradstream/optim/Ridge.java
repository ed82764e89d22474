package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import java.util.List;

/**
 * L2 regularisation (ridge): g = g + l2 w before the update, the slope of the penalty l2/2 |w|^2
 * (Hoerl and Kennard 1970). It goes through the optimizer like any gradient, which decoupled decay
 * does not.
 */
final class Ridge extends Around {
  private final double l2;

  Ridge(double l2, Parameters parameters, List<Tensor> tensors, Optimizer then) {
    super(parameters, tensors, then);
    this.l2 = l2;
  }

  @Override
  public void update(long step, double rate, float[] g, float[] w) {
    float l2 = (float) this.l2;
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        g[i] = Math.fma(l2, w[i], g[i]);
      }
    }
    then.update(step, rate, g, w);
  }

  @Override
  public void update(long step, double rate, double[] g, double[] w) {
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        g[i] += l2 * w[i];
      }
    }
    then.update(step, rate, g, w);
  }
}
