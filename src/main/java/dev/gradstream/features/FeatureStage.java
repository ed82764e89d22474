package dev.gradstream.features;

import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.state.Stateful;

/**
 * Turns raw rows into the vectors a network reads, and learns what that needs (means, variances)
 * from the rows.
 *
 * <p>Called by the fold alone: the rows of a window arrive, then come its mini-batches, one after
 * the other. Deterministic; all that it has learned is shown by {@link #visit}.
 */
public interface FeatureStage extends Stateful {

  /** Number of values in a vector; 0 where all is encoded. */
  int width();

  /** Columns of the sparse vector beside it; 0 where nothing is encoded. */
  default int sparseWidth() {
    return 0;
  }

  /** The most entries of a sparse vector. */
  default int sparseEntries() {
    return 0;
  }

  /** The vectors' names, {@code width()} of them, for people to read. */
  java.util.List<String> names();

  /**
   * Whether a row is scored with what was known before it came, and learned from with what is known
   * after (variant L of online standardisation); otherwise one and the same vector serves both.
   */
  boolean scoresBeforeLearning();

  /** Whether a vector depends on the rows before, so that rows have to {@link #arrive} in turn. */
  default boolean looksBack() {
    return false;
  }

  /**
   * Takes note of a window's rows in the order in which they came, so that each can be told what
   * came before it. Needed before they are observed or transformed.
   *
   * @param omitted a row that counts as not there; -1 for none
   */
  default void arrive(Rows rows, int omitted) {}

  /**
   * Gets ready to transform rows as if they came next, and keeps nothing of them: for predictions.
   * Rows that arrived before must arrive anew.
   */
  default void preview(Rows rows) {}

  /**
   * Learns from rows {@code order[from]} to {@code order[to - 1]}, in that order.
   *
   * @param order row numbers; the mini-batch is a stretch of it
   */
  void observe(Rows rows, int[] order, int from, int to);

  /**
   * Writes the vectors of rows {@code order[from]} to {@code order[to - 1]} as they are by what is
   * known now.
   *
   * @param into vector {@code i} starts at {@code i * stride}
   */
  void transform(Rows rows, int[] order, int from, int to, float[] into, int stride);

  /** The same vectors in double precision; those in floats are these, rounded once. */
  void transform(Rows rows, int[] order, int from, int to, double[] into, int stride);

  /**
   * Writes the sparse vectors of the same rows.
   *
   * @param into forgets what it held
   */
  default void encode(Rows rows, int[] order, int from, int to, SparseRows into) {
    into.clear();
    for (int i = from; i < to; i++) {
      into.endRow();
    }
  }
}
