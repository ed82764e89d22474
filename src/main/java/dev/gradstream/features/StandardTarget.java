package dev.gradstream.features;

import dev.gradstream.state.StateVisitor;

/**
 * Labels standardised by the mean and the population deviation of those seen: a network that starts
 * at 0 then starts at the mean, and one learning rate suits labels of any unit.
 *
 * <p>While all labels are equal, the target is 0 and every prediction means that label.
 */
final class StandardTarget implements TargetStage {
  /** As for features: keeps a square finite in floats. */
  private static final double LIMIT = 1e6;

  private final Moments moments = new Moments(1);
  private final double[] row = new double[1]; // scratch

  @Override
  public void observe(Rows rows, int[] order, int from, int to) {
    int label = rows.layout().labelIndex();
    for (int i = from; i < to; i++) {
      double y = rows.value(order[i], label);
      row[0] = Usable.is(y) ? y : Double.NaN;
      moments.learn(row);
    }
  }

  @Override
  public void transform(Rows rows, int[] order, int from, int to, float[] into, int stride) {
    int label = rows.layout().labelIndex();
    double mean = moments.mean(0);
    double deviation = moments.deviation(0);
    for (int i = from; i < to; i++) {
      into[(i - from) * stride] = (float) scaled(rows.value(order[i], label), mean, deviation);
    }
  }

  @Override
  public void transform(Rows rows, int[] order, int from, int to, double[] into, int stride) {
    int label = rows.layout().labelIndex();
    double mean = moments.mean(0);
    double deviation = moments.deviation(0);
    for (int i = from; i < to; i++) {
      into[(i - from) * stride] = scaled(rows.value(order[i], label), mean, deviation);
    }
  }

  private static double scaled(double label, double mean, double deviation) {
    double d = label - mean;
    double z = deviation == 0 ? d * 0 : d / deviation; // NaN stays NaN
    return Math.max(-LIMIT, Math.min(LIMIT, z));
  }

  @Override
  public boolean scales() {
    return true;
  }

  @Override
  public double back(double prediction) {
    return moments.mean(0) + prediction * moments.deviation(0);
  }

  @Override
  public void visit(StateVisitor visitor) {
    moments.visit("features/label/", visitor);
  }
}
