package dev.gradstream.optim;

import dev.gradstream.state.Stateful;

/**
 * Turns the gradients of one step into new parameters. Its slots are shown as {@code
 * optimizer/<slot>/<tensor>}.
 *
 * <p>Called by the thread that runs the plan. Allocates nothing.
 */
public interface Optimizer extends Stateful {
  /**
   * Applies one update to all tensors it was made for.
   *
   * @param step number of this update, from 1
   * @param rate the learning rate, the schedule already in it
   */
  void update(long step, double rate);
}
