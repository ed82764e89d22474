package dev.gradstream.features;

import dev.gradstream.state.StateVisitor;

/**
 * Scales the columns of one block, each by what it has learned of that column alone.
 *
 * <p>A row here holds the block's columns and nothing else; a missing value is NaN, every other is
 * {@link Usable}. One call a row, so that a member's loop over the columns is the inner one.
 * Example:
 *
 * <pre>
 *   transformer.learn(row);        // for every row of the mini-batch
 *   transformer.prepare();         // once
 *   transformer.apply(row);        // for every row of the mini-batch
 * </pre>
 *
 * A new member is one class and one line in {@link Transformers}.
 */
interface Transformer {

  /** When a row enters the statistics. */
  Variant variant();

  /** Learns from one row; NaN must leave its column's statistics as they are. */
  void learn(double[] row);

  /** Derives from the statistics what every row needs. Keeps nothing that {@link #visit} misses. */
  void prepare();

  /** Scales a row in place; what becomes of NaN does not matter. */
  void apply(double[] row);

  /** Shows the statistics, each name beginning with {@code prefix}. */
  void visit(String prefix, StateVisitor visitor);
}
