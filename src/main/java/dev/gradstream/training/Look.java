package dev.gradstream.training;

import java.util.List;

/**
 * How a run's numbers are spread after a step, for people to look at. Taken beside the fold: it
 * changes nothing that the next step depends on, and is no part of journal, digest or certificate.
 *
 * @param step last update
 * @param updateNorm Euclidean norm of what that update changed in the parameters; NaN where it only
 *     gathered gradients
 * @param parameterNorm Euclidean norm of all parameters
 * @param tensors in the order of the network
 */
public record Look(long step, double updateNorm, double parameterNorm, List<Part> tensors) {
  /** Numbers of a tensor that are looked at, more or less. */
  static final int MOST = 1 << 16;

  /**
   * One tensor.
   *
   * @param name for instance {@code layers[0].weight}
   * @param values its numbers
   * @param gradient of the last mini-batch's mean loss by them, at the parameters after the update
   */
  public record Part(String name, int rows, int columns, Histogram values, Histogram gradient) {}
}
