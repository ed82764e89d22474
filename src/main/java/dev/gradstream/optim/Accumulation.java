package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.state.StateVisitor;
import java.util.List;

/**
 * One update for every {@code accumulate} mini-batches, by the mean of their gradients, each
 * mini-batch counting alike. The optimizer inside sees the updates only: its step numbers are
 * theirs.
 */
final class Accumulation extends Around {
  private static final int GATHERED = 0; // mini-batches in the sum
  private static final int UPDATES = 1;

  private final Slot sum = keep("gathered", 0);
  private final long[] counts = new long[2];
  private final long every;

  Accumulation(long every, Parameters parameters, List<Tensor> tensors, Optimizer then) {
    super(parameters, tensors, then);
    this.every = every;
  }

  @Override
  public void update(long step, double rate, float[] g, float[] w) {
    boolean due = ++counts[GATHERED] >= every;
    for (int s = 0; s < stretches.count(); s++) {
      if (due) {
        mean(sum.values(), g, (float) counts[GATHERED], stretches.from(s), stretches.to(s));
      } else {
        add(sum.values(), g, stretches.from(s), stretches.to(s));
      }
    }
    if (due) {
      counts[GATHERED] = 0;
      then.update(++counts[UPDATES], rate, g, w);
    }
  }

  private static void add(float[] sum, float[] g, int from, int to) {
    for (int i = from; i < to; i++) {
      sum[i] += g[i];
    }
  }

  private static void mean(float[] sum, float[] g, float count, int from, int to) {
    for (int i = from; i < to; i++) {
      g[i] = (sum[i] + g[i]) / count;
      sum[i] = 0;
    }
  }

  @Override
  public void update(long step, double rate, double[] g, double[] w) {
    boolean due = ++counts[GATHERED] >= every;
    double[] sum = this.sum.doubles();
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        sum[i] += g[i];
        if (due) {
          g[i] = sum[i] / counts[GATHERED];
          sum[i] = 0;
        }
      }
    }
    if (due) {
      counts[GATHERED] = 0;
      then.update(++counts[UPDATES], rate, g, w);
    }
  }

  @Override
  public boolean gathering() {
    return counts[GATHERED] > 0;
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("optimizer/accumulate", counts, counts.length);
    super.visit(visitor);
  }
}
