package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.training.Snapshot;
import java.util.function.Supplier;

/**
 * A block on its way to the journal.
 *
 * @param block what the sinks will see once it is committed; null where there is nothing to commit
 * @param commit null where there is nothing to commit
 * @param snapshot gives the state after the block, to be stored after the commit; null where none
 *     is due
 * @param outcome the training's end, with its last block; else null
 * @param remedy what is to be done about a divergence once this is committed, with the last block
 *     of a session; else null
 */
record PendingBlock(
    CommittedBlock block,
    Commit commit,
    Supplier<Snapshot> snapshot,
    Outcome outcome,
    Remedy remedy) {

  /** Whether it is the session's last. */
  boolean isLast() {
    return outcome != null || remedy != null;
  }
}
