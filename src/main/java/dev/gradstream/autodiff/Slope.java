package dev.gradstream.autodiff;

import dev.gradstream.kernel.Finish;

/** A parameter's gradient over a block of rows of the batch, computed for some of its rows. */
@FunctionalInterface
interface Slope {
  /**
   * @param from the block's first row
   * @param to one behind its last
   * @param first the gradient's first row that is wanted
   * @param end one behind the last
   * @param slopes where they go: row {@code first} at {@code offset}, others {@code stride} apart
   * @param finish how they go there
   * @param beside what the finish looks at
   */
  void run(
      int from,
      int to,
      int first,
      int end,
      float[] slopes,
      int offset,
      int stride,
      Finish finish,
      float[] beside);

  /** Stores the gradient. */
  default void run(int from, int to, int first, int end, float[] slopes, int offset, int stride) {
    run(from, to, first, end, slopes, offset, stride, Finish.STORE, slopes);
  }
}
