package dev.gradstream.optim;

import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;

/** The learning rate of each step. */
public interface Schedule extends Stateful {
  /** The rate of a step; 0 is the first update. */
  double rate(long step);

  /** Shown every step once, in order; most schedules depend on the step's number alone. */
  default void observe(StepFacts facts) {}

  /** Most schedules have no state. */
  @Override
  default void visit(StateVisitor visitor) {}
}
