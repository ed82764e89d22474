package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Kernels;
import java.util.List;

/** w = w - rate g (Robbins and Monro 1951). */
final class Sgd extends ElementRule {
  private double rate;

  Sgd(Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
  }

  @Override
  void begin(long step, double rate) {
    this.rate = rate;
  }

  @Override
  void update(float[] g, float[] w, int from, int to) {
    if (to - from == 1) { // one row of a table with one column, whose neighbours are other rows
      w[from] = Math.fma((float) -rate, g[from], w[from]);
      return;
    }
    Kernels.chosen().descend(to - from, (float) rate, g, from, w, from);
  }

  @Override
  double update(double g, double w, double[] slots) {
    return w - rate * g;
  }
}
