package dev.gradstream.optim;

import dev.gradstream.state.Stateful;
import java.util.Optional;

/**
 * Turns the gradients of one step into new parameters. Its slots are shown as {@code
 * optimizer/<slot>/<tensor>}.
 *
 * <p>Every member has two forms, in floats and in doubles, that agree up to the rounding of floats;
 * an optimizer is made for one of them, see {@link Optimizers}. Called by the thread that runs the
 * plan. Allocates nothing.
 */
public interface Optimizer extends Stateful {
  /**
   * Applies one update to all tensors it was made for: reads the gradients and changes the values
   * of its {@link dev.gradstream.autodiff.Parameters}.
   *
   * @param step number of this update, from 1
   * @param rate the learning rate, the schedule already in it
   */
  void update(long step, double rate);

  /**
   * The same on other arrays.
   *
   * @param gradients laid out like the parameters; may be changed, by clipping for instance
   * @param values laid out like the parameters; changed in place
   */
  void update(long step, double rate, float[] gradients, float[] values);

  /** The same rule in double precision. */
  void update(long step, double rate, double[] gradients, double[] values);

  /**
   * Chooses the double form, before the first update: its slots are doubles then, and they are the
   * state that is visited.
   */
  void chooseDoubles();

  /**
   * The update stretch by stretch, if it treats each parameter by itself; empty where something is
   * decided over all of them, or not all are trained.
   */
  default Optional<Stretchwise> stretchwise() {
    return Optional.empty();
  }

  /** Whether the last update only gathered gradients and left the values as they were. */
  default boolean gathering() {
    return false;
  }
}
