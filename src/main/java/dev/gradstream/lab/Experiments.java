package dev.gradstream.lab;

import java.util.List;

/** The catalogue of experiments, in the order of a lecture. */
public final class Experiments {
  private static final List<Experiment> ALL =
      List.of(
          new StepSizes(), new StepPenalty(), new MiniBatches(), new StepDecay(), new TwoMinima());

  private Experiments() {}

  /** All of them. */
  public static List<Experiment> all() {
    return ALL;
  }
}
