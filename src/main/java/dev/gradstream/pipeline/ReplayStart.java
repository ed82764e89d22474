package dev.gradstream.pipeline;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a replay begins.
 *
 * @param nextSequence first block to recompute
 */
record ReplayStart(State state, long nextSequence) {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayStart.class);

  /**
   * The newest snapshot at or before a step whose certificate is that of the journal's block; the
   * start of the run where there is none. Blocks.
   */
  static ReplayStart of(
      Event.RunStarted started,
      long fromStep,
      Journal journal,
      Survivors survivors,
      SnapshotStore snapshots) {
    Predicate<StoredSnapshot> wanted =
        stored ->
            stored.step() <= fromStep && survivors.holds(stored.blockSequence(), stored.window());
    Optional<Snapshot> candidate = fromStep > 0 ? snapshots.newest(wanted) : Optional.empty();
    while (candidate.isPresent()) {
      Snapshot snapshot = candidate.get();
      String unfit;
      try {
        State state = State.of(started);
        Snapshots.restore(snapshot, state);
        unfit = unfit(state, snapshot, journal);
        if (unfit == null) {
          return new ReplayStart(state, snapshot.blockSequence() + 1);
        }
      } catch (IllegalStateException otherArrays) {
        unfit = otherArrays.getMessage();
      }
      LOG.warn(
          "run '{}': the snapshot of step {} is passed over: {}",
          started.run(),
          snapshot.step(),
          unfit);
      candidate =
          snapshots.newest(wanted.and(stored -> stored.blockSequence() < snapshot.blockSequence()));
    }
    return new ReplayStart(State.of(started), 0);
  }

  // A snapshot proves nothing about itself; the block that it names does.
  private static String unfit(State state, Snapshot snapshot, Journal journal) {
    JournalBlock block = null;
    var blocks = journal.read(snapshot.blockSequence()).take(1).toIterable().iterator();
    if (blocks.hasNext()) {
      block = blocks.next();
    }
    if (block == null) {
      return "the journal ends before block " + snapshot.blockSequence();
    }
    return Arrays.equals(block.certificate(), state.certificate())
        ? null
        : "its certificate is not that of block " + snapshot.blockSequence();
  }
}
