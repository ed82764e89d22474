package dev.gradstream.autodiff;

/** A parameter's gradient over a block of rows of the batch, computed for some of its rows. */
@FunctionalInterface
interface Slope {
  /**
   * @param from the block's first row
   * @param to one behind its last
   * @param first the gradient's first row that is wanted
   * @param end one behind the last
   * @param slopes where they go: row {@code first} at {@code offset}, others {@code stride} apart
   */
  void run(int from, int to, int first, int end, float[] slopes, int offset, int stride);
}
