package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StoredSnapshot;
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
import reactor.core.publisher.Mono;

/** Finds where a replay of a run begins. Lives as long as that; on the replaying thread. */
public final class ReplayStart {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayStart.class);

  private final Event.RunStarted started;
  private final Journal journal;
  private final Survivors survivors;
  private final SnapshotStore snapshots;
  private final Ancestry ancestry;

  /**
   * @param ancestry null where a branch can be taken from its own first snapshot only
   */
  ReplayStart(
      Event.RunStarted started,
      Journal journal,
      Survivors survivors,
      SnapshotStore snapshots,
      Ancestry ancestry) {
    this.started = started;
    this.journal = journal;
    this.survivors = survivors;
    this.snapshots = snapshots;
    this.ancestry = ancestry;
  }

  /**
   * The state that a replay begins with.
   *
   * @param nextSequence first block to recompute
   */
  record Begun(State state, long nextSequence) {}

  /**
   * The newest snapshot at or before a step whose certificate is that of the journal's block; the
   * start of the run, or of what is kept of it, where there is none. Blocks.
   */
  Mono<Begun> at(long fromStep) {
    long kept = journal.firstSequence();
    Predicate<StoredSnapshot> wanted =
        stored ->
            stored.blockSequence() >= kept
                && (stored.step() <= fromStep || kept > 0 && stored.blockSequence() == kept)
                && survivors.holds(stored.blockSequence(), stored.window());
    Optional<Begun> snapshot = fromStep > 0 || kept > 0 ? newest(wanted) : Optional.empty();
    if (snapshot.isEmpty() && kept > 0) {
      return Mono.error(truncated(started.run(), kept));
    }
    return snapshot.map(Mono::just).orElseGet(this::start);
  }

  private Mono<Begun> start() {
    JournalBlock first = journal.start().orElseThrow();
    Beginning beginning = Beginning.of(first);
    if (beginning.branched() == null) {
      return Mono.just(new Begun(State.of(started), 0));
    }
    Optional<Begun> own =
        ancestry != null && ancestry.fromStarts()
            ? Optional.empty()
            : newest(stored -> stored.blockSequence() == 0);
    return own.map(Mono::just).orElseGet(() -> throughAncestors(beginning.branched(), first));
  }

  private Mono<Begun> throughAncestors(Event.RunBranched branched, JournalBlock first) {
    return ancestry == null
        ? Mono.error(
            new IllegalStateException(
                "run '%s' is a branch of '%s' at step %d, and its own first snapshot is gone"
                    .formatted(started.run(), branched.parent(), branched.step())))
        : ancestry.beginningOf(started, branched, first).map(state -> new Begun(state, 1));
  }

  private Optional<Begun> newest(Predicate<StoredSnapshot> wanted) {
    Optional<Snapshot> candidate = snapshots.newest(wanted);
    while (candidate.isPresent()) {
      Snapshot snapshot = candidate.get();
      String unfit;
      try {
        State state = State.of(started);
        Snapshots.restore(snapshot, state);
        unfit = unfit(state, snapshot);
        if (unfit == null) {
          return Optional.of(new Begun(state, snapshot.blockSequence() + 1));
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
    return Optional.empty();
  }

  /** The words for a journal without its beginning, and without the snapshot that stands for it. */
  static IllegalStateException truncated(String run, long firstSequence) {
    return new IllegalStateException(
        "run '%s': its journal is kept from block %d on (journal.keep), and the snapshot that stands for what came before is broken or gone: what is missing can't be recomputed"
            .formatted(run, firstSequence));
  }

  // A snapshot proves nothing about itself; the block that it names does.
  private String unfit(State state, Snapshot snapshot) {
    JournalBlock block = block(snapshot.blockSequence());
    if (block == null) {
      return "the journal ends before block " + snapshot.blockSequence();
    }
    return Arrays.equals(block.certificate(), state.certificate())
        ? null
        : "its certificate is not that of block " + snapshot.blockSequence();
  }

  /** Null where the journal ends before. */
  private JournalBlock block(long sequence) {
    var blocks = journal.read(sequence).take(1).toIterable().iterator();
    return blocks.hasNext() ? blocks.next() : null;
  }
}
