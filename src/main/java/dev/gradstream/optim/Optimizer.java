package dev.gradstream.optim;

import dev.gradstream.state.Stateful;

/**
 * Turns the gradients of one step into new parameters. Its slots are shown as {@code
 * optimizer/<slot>/<tensor>}.
 *
 * <p>Called by the thread that runs the plan. The float form allocates nothing.
 */
public interface Optimizer extends Stateful {
  /**
   * Applies one update to all tensors it was made for.
   *
   * @param step number of this update, from 1
   * @param rate the learning rate, the schedule already in it
   */
  void update(long step, double rate);

  /**
   * The same rule in double precision, for functions of a few variables: agrees with {@link
   * #update(long, double)} up to the rounding of floats. Has slots of its own, which are no part of
   * the visited state; an optimizer is used in one of its two precisions, never in both.
   *
   * @param gradients laid out like the parameters
   * @param values laid out like the parameters; changed in place
   */
  void update(long step, double rate, double[] gradients, double[] values);
}
