package dev.gradstream.autodiff;

import java.util.List;

/** When a node's value can be known. */
enum Phase {
  /** Before the batch: constants, parameters and what is made of them alone. */
  EARLY,
  /** Once an example. */
  ROWS,
  /** As a sum over the batch. */
  SUMS,
  /** After the batch, from its sums. */
  LATE;

  static Phase of(Node node, List<Phase> inputs) {
    boolean afterBatch = inputs.contains(SUMS) || inputs.contains(LATE);
    if (node.shape().batched()) {
      if (afterBatch) {
        throw new IllegalArgumentException(
            node + ": a value of each example can't depend on a sum over the batch in a plan");
      }
      return ROWS;
    }
    if (!inputs.contains(ROWS)) {
      return afterBatch ? LATE : EARLY;
    }
    if (!node.op().sumsRows() || afterBatch) {
      throw new IllegalArgumentException(
          node + ": only sums over the rows can turn a batch into one value in a plan");
    }
    return SUMS;
  }
}
