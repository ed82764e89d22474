package dev.gradstream.features;

import dev.gradstream.state.StateVisitor;

/** Labels as they come. */
final class PlainTarget implements TargetStage {

  @Override
  public void observe(Rows rows, int[] order, int from, int to) {}

  @Override
  public void transform(Rows rows, int[] order, int from, int to, float[] into, int stride) {
    int label = rows.layout().labelIndex();
    for (int i = from; i < to; i++) {
      into[(i - from) * stride] = (float) rows.value(order[i], label);
    }
  }

  @Override
  public void transform(Rows rows, int[] order, int from, int to, double[] into, int stride) {
    int label = rows.layout().labelIndex();
    for (int i = from; i < to; i++) {
      into[(i - from) * stride] = rows.value(order[i], label);
    }
  }

  @Override
  public boolean scales() {
    return false;
  }

  @Override
  public double back(double prediction) {
    return prediction;
  }

  @Override
  public void visit(StateVisitor visitor) {}
}
