package dev.gradstream.optim;

import dev.gradstream.state.Stateful;
import java.util.Optional;

/** Says when a run has reached its aim. Shown every step once, in order. */
public interface StoppingCriterion extends Stateful {
  /** The reason to stop after this step, or none. */
  Optional<String> observe(StepFacts facts);

  /** Whether it looks at the norm of the step, which costs a copy of all parameters. */
  default boolean measuresSteps() {
    return false;
  }
}
