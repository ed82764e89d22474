package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import java.util.List;

/**
 * Weights as sums of two numbers, so that changes too small for the weight's last digit add up
 * instead of being lost (Kahan 1965, in the branch-free form of Knuth, TAOCP 2, 4.2.2): the rule
 * runs on the residual r in place of w, and then
 *
 * <pre>
 *   s = w + r, b = s - w, r = (w - (s - b)) + (r - b), w = s
 * </pre>
 *
 * <p>Good for rules that add to w what does not depend on w. Decoupled decay is one more term of
 * the residual here: r = r - rate weightDecay w.
 */
final class Compensated extends Around {
  private final Slot residual = keep("residual", 0);
  private final Stretches decayed;
  private final double decay;

  /**
   * @param decayed the tensors of decoupled decay
   */
  Compensated(
      double decay,
      List<Tensor> decayed,
      Parameters parameters,
      List<Tensor> tensors,
      Optimizer then) {
    super(parameters, tensors, then);
    this.decay = decay;
    this.decayed = new Stretches(parameters, decay == 0 ? List.of() : decayed);
  }

  @Override
  public void update(long step, double rate, float[] g, float[] w) {
    float[] r = residual.values();
    float minus = (float) (-rate * decay);
    for (int s = 0; s < decayed.count(); s++) {
      for (int i = decayed.from(s), to = decayed.to(s); i < to; i++) {
        r[i] = Math.fma(minus, w[i], r[i]);
      }
    }
    then.update(step, rate, g, r);
    for (int s = 0; s < stretches.count(); s++) {
      fold(w, r, stretches.from(s), stretches.to(s));
    }
  }

  private static void fold(float[] w, float[] r, int from, int to) {
    for (int i = from; i < to; i++) {
      float sum = w[i] + r[i];
      float back = sum - w[i];
      r[i] = (w[i] - (sum - back)) + (r[i] - back);
      w[i] = sum;
    }
  }

  @Override
  public void update(long step, double rate, double[] g, double[] w) {
    double[] r = residual.doubles();
    for (int s = 0; s < decayed.count(); s++) {
      for (int i = decayed.from(s), to = decayed.to(s); i < to; i++) {
        r[i] -= rate * decay * w[i];
      }
    }
    then.update(step, rate, g, r);
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        double sum = w[i] + r[i];
        double back = sum - w[i];
        r[i] = (w[i] - (sum - back)) + (r[i] - back);
        w[i] = sum;
      }
    }
  }
}
