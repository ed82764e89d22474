package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.State;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * A stored snapshot of the history that the journal tells, which shows the bits where the journal
 * has only their digest.
 */
public final class Witness {
  private final Snapshot snapshot;

  private Witness(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  /**
   * The oldest whole snapshot of a block or a later one: the fewer steps lie between, the fewer
   * numbers differ. Blocks.
   */
  static Optional<Witness> oldestFrom(SnapshotStore snapshots, long blockSequence) {
    return snapshots.list().stream()
        .filter(stored -> stored.blockSequence() >= blockSequence)
        .flatMap(stored -> snapshots.read(stored).stream())
        .findFirst()
        .map(Witness::new);
  }

  /** Block after which the snapshot was taken. */
  long blockSequence() {
    return snapshot.blockSequence();
  }

  /**
   * What the state, right after the snapshot's block, has otherwise; empty where the snapshot is of
   * another history than the block.
   */
  Optional<StateDifference> question(State state, JournalBlock block) {
    return Arrays.equals(certificate(snapshot), block.certificate())
        ? StateDifference.between(snapshot, state)
        : Optional.empty();
  }

  /** The certificate that a snapshot carries. */
  public static byte[] certificate(Snapshot snapshot) {
    ByteBuffer bytes = ByteBuffer.allocate(Certificate.LENGTH);
    for (NamedArray array : snapshot.arrays()) {
      if (array.name().equals("training/certificate")
          && array.values() instanceof long[] words
          && words.length == Certificate.LENGTH / Long.BYTES) {
        bytes.asLongBuffer().put(words);
      }
    }
    return bytes.array();
  }
}
