package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.List;

/**
 * Decoupled weight decay before another rule's update, w = w - rate decay w (Loshchilov and Hutter
 * 2019); around Adam it is AdamW. The setting is {@code weightDecay}.
 */
final class Decay implements Optimizer {
  private final Optimizer then;
  private final Parameters parameters;
  private final List<Stretch> stretches;
  private final double decay;

  Decay(
      double fallback,
      Settings options,
      Parameters parameters,
      List<Tensor> tensors,
      Optimizer then) {
    this.then = then;
    this.parameters = parameters;
    this.stretches = Stretch.of(tensors);
    this.decay = options.number("weightDecay", fallback, 0, 1e6);
  }

  @Override
  public void update(long step, double rate) {
    float keep = (float) (1 - rate * decay);
    float[] w = parameters.values();
    for (int s = 0; s < stretches.size(); s++) {
      for (int i = stretches.get(s).from(); i < stretches.get(s).to(); i++) {
        w[i] *= keep;
      }
    }
    then.update(step, rate);
  }

  @Override
  public void update(long step, double rate, double[] gradients, double[] values) {
    for (Stretch stretch : stretches) {
      for (int i = stretch.from(); i < stretch.to(); i++) {
        values[i] *= 1 - rate * decay;
      }
    }
    then.update(step, rate, gradients, values);
  }

  @Override
  public void visit(StateVisitor visitor) {
    then.visit(visitor);
  }
}
