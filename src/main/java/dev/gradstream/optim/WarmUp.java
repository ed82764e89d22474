package dev.gradstream.optim;

import dev.gradstream.state.StateVisitor;

/**
 * Linear from base / (steps + 1) up into another schedule, which begins behind it and is not shown
 * what came before.
 */
record WarmUp(double base, long steps, Schedule then) implements Schedule {
  @Override
  public double rate(long step) {
    return step < steps ? base * (step + 1) / (steps + 1) : then.rate(step - steps);
  }

  @Override
  public void observe(StepFacts facts) {
    if (facts.step() > steps) {
      then.observe(facts);
    }
  }

  @Override
  public void visit(StateVisitor visitor) {
    then.visit(visitor);
  }
}
