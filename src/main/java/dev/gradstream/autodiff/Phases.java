package dev.gradstream.autodiff;

import java.util.List;

/**
 * A plan's steps by when they can run: before the batch, once a block of rows, or after the batch.
 *
 * <pre>
 *   early -&gt; [ forward -&gt; loss -&gt; backward -&gt; sums ] a block -&gt; late
 * </pre>
 */
record Phases(
    Step[] early, Step[] forward, Step[] loss, Step[] backward, Step[] sums, Step[] late) {

  static Step[] steps(List<Step> list) {
    return list.toArray(new Step[0]);
  }

  /** The same with other steps after the batch. */
  Phases with(Step[] late) {
    return new Phases(early, forward, loss, backward, sums, late);
  }

  void early(int rows) {
    run(early, 0, rows);
  }

  void forward(int from, int to) {
    run(forward, from, to);
  }

  void loss(int from, int to) {
    run(loss, from, to);
  }

  void backward(int from, int to) {
    run(backward, from, to);
  }

  void sums(int from, int to) {
    run(sums, from, to);
  }

  void late(int rows) {
    run(late, 0, rows);
  }

  private static void run(Step[] steps, int from, int to) {
    for (Step step : steps) {
      step.run(from, to);
    }
  }
}
