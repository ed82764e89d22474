package dev.gradstream.features;

import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.state.StateVisitor;

/**
 * Turns the texts of one block's columns into entries of a sparse vector. A missing value is a
 * value of its own, unless the block rejects it.
 *
 * <p>A new member is one class and one line in {@link Encoders}. Allocates nothing while it works.
 */
interface Encoder {

  /** Columns of the sparse vector that belong to the block. */
  int width();

  /**
   * Entries of a row: the most of them or, where a text may have as many as it likes, about how
   * many; initial weights are scaled for it.
   */
  int entries();

  /** Learns from one row. */
  void learn(Rows rows, int row);

  /**
   * Adds one row's entries.
   *
   * @param first the block's first column in the sparse vector
   */
  void encode(Rows rows, int row, int first, SparseRows into);

  /** Shows what was learned, each name beginning with {@code prefix}. */
  void visit(String prefix, StateVisitor visitor);
}
