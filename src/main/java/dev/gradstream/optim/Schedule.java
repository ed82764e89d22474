package dev.gradstream.optim;

import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;

/** The learning rate of each step. */
public interface Schedule extends Stateful {
  /** The rate of a step; 0 is the first update. */
  double rate(long step);

  /** Most schedules have no state. */
  @Override
  default void visit(StateVisitor visitor) {}
}
