package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/**
 * One measure of a run's predictions, with one figure or a few that share their sums.
 *
 * <p>Row by row in order, whatever the mini-batches; sums in doubles or longs, all of them shown by
 * {@link #visit}; nothing is allocated in {@link #observe}. A new member is one class and one line
 * in {@link Metrics}.
 */
interface Metric {

  /** Takes in rows 0 to {@code scored.rows - 1}. */
  void observe(Scored scored);

  /** Writes the figures, always in one order; one that has no meaning yet is left out. */
  void figures(Figures into);

  /** Shows the sums, each name beginning with {@code prefix}. */
  void visit(String prefix, StateVisitor visitor);

  /** Takes figures by name. */
  interface Figures {
    void add(String name, double value);
  }
}
