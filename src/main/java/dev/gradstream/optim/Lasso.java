package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.state.StateVisitor;
import java.util.List;

/**
 * L1 regularisation (lasso) by the cumulative penalty of Tsuruoka, Tsujii and Ananiadou (2009),
 * after the update: u is the penalty that every weight could have had by now, q the part that this
 * one has had, with its sign. A weight never jumps over zero, so it can come to rest there.
 *
 * <pre>
 *   u = u + rate l1
 *   w > 0: v = max(0, w - (u + q))      w < 0: v = min(0, w + (u - q))
 *   q = q + (v - w)
 *   w = v
 * </pre>
 */
final class Lasso extends Around {
  private final Slot q = keep("penalty", 0);
  private final double[] u = new double[1];
  private final double l1;
  private final String name;

  Lasso(double l1, Parameters parameters, List<Tensor> tensors, Optimizer then) {
    super(parameters, tensors, then);
    this.l1 = l1;
    this.name = "optimizer/l1/" + tensors.getFirst().name();
  }

  @Override
  public void update(long step, double rate, float[] g, float[] w) {
    then.update(step, rate, g, w);
    u[0] += rate * l1;
    for (int s = 0; s < stretches.count(); s++) {
      shrink(w, q.values(), stretches.from(s), stretches.to(s));
    }
  }

  // u in two floats: what is left of u + q is much smaller than u after a while.
  private void shrink(float[] w, float[] q, int from, int to) {
    float high = (float) u[0];
    float low = (float) (u[0] - high);
    for (int i = from; i < to; i++) {
      float was = w[i];
      float had = q[i];
      float above = Math.max(0f, was - (high + had + low));
      float below = Math.min(0f, was + (high - had + low));
      float now = was > 0 ? above : was < 0 ? below : was;
      q[i] = had + (now - was);
      w[i] = now;
    }
  }

  @Override
  public void update(long step, double rate, double[] g, double[] w) {
    then.update(step, rate, g, w);
    u[0] += rate * l1;
    double[] had = q.doubles();
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        double was = w[i];
        if (was > 0) {
          w[i] = Math.max(0, was - (u[0] + had[i]));
        } else if (was < 0) {
          w[i] = Math.min(0, was + (u[0] - had[i]));
        }
        had[i] += w[i] - was;
      }
    }
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.doubles(name, u, 1);
    super.visit(visitor);
  }
}
