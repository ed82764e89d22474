package dev.gradstream.features;

import dev.gradstream.state.Stateful;

/**
 * The label's way to what a network learns, and a prediction's way back.
 *
 * <p>Called by the fold alone, one mini-batch after the other, with the same row numbers as the
 * {@link FeatureStage}. A missing label must not come here; it would come out as NaN.
 */
public interface TargetStage extends Stateful {

  /** Learns from the labels of rows {@code order[from]} to {@code order[to - 1]}, in that order. */
  void observe(Rows rows, int[] order, int from, int to);

  /**
   * Writes the targets of rows {@code order[from]} to {@code order[to - 1]} as they are by what is
   * known now.
   *
   * @param into target {@code i} stands at {@code i * stride}
   */
  void transform(Rows rows, int[] order, int from, int to, float[] into, int stride);

  /** The same targets in double precision; those in floats are these, rounded once. */
  void transform(Rows rows, int[] order, int from, int to, double[] into, int stride);

  /** Whether a target is another number than its label. */
  boolean scales();

  /** What a prediction means on the label's own scale, by what is known now. */
  double back(double prediction);
}
