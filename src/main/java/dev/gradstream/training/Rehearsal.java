package dev.gradstream.training;

import dev.gradstream.kernel.Digest;
import java.util.function.BooleanSupplier;

/**
 * Steps of a run's network on nothing: a state of its own, batches of zeros and a learning rate of
 * 0. They change nothing, but a process that has run them for a while finds the step compiled when
 * the first window comes.
 */
public final class Rehearsal {
  private Rehearsal() {}

  /**
   * Runs steps until it is enough; none where a step needs rows, as of a sparse input, or is not in
   * single precision.
   *
   * @param enough asked before every step
   * @return how many there were
   */
  public static long of(Specification specification, BooleanSupplier enough) {
    long steps = 0;
    if (State.scratch(specification).regime.learner instanceof FloatLearner learner
        && learner.rehearses()) {
      int rows = specification.window().size();
      Digest digest = new Digest();
      while (!enough.getAsBoolean()) {
        learner.learn(rows, ++steps, 0);
        learner.finite();
        digest.reset();
        learner.digest(digest);
      }
    }
    return steps;
  }
}
