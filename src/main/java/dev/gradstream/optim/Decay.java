package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import java.util.List;

/**
 * Decoupled weight decay before another rule's update, w = w - rate weightDecay w (Loshchilov and
 * Hutter 2019); around Adam it is AdamW.
 */
final class Decay extends Around {
  private final double decay;

  Decay(double decay, Parameters parameters, List<Tensor> tensors, Optimizer then) {
    super(parameters, tensors, then);
    this.decay = decay;
  }

  @Override
  public void update(long step, double rate, float[] g, float[] w) {
    float keep = (float) (1 - rate * decay);
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        w[i] *= keep;
      }
    }
    then.update(step, rate, g, w);
  }

  @Override
  public void update(long step, double rate, double[] g, double[] w) {
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        w[i] *= 1 - rate * decay;
      }
    }
    then.update(step, rate, g, w);
  }
}
