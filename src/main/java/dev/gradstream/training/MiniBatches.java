package dev.gradstream.training;

import dev.gradstream.kernel.Generator;

/** Which rows of a window make up which mini-batch. */
public final class MiniBatches {
  private MiniBatches() {}

  /**
   * The rows of a window in the order in which they are learned from, {@code window.size} a
   * mini-batch: as they came, or permuted in a way that depends on seed and window number alone.
   *
   * @param window number of the window, from 1
   * @param into is given the row numbers in its first {@code count} places
   */
  public static void order(Specification specification, long window, int[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = i;
    }
    if (specification.window().shuffle() > 0) {
      Generator.of(specification.seed(), window).shuffle(into, count);
    }
  }
}
