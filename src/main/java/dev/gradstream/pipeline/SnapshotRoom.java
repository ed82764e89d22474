package dev.gradstream.pipeline;

import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import java.util.List;

/**
 * Room for one copy of the state, taken once and used for every snapshot of a session, so that
 * taking one holds training up no longer than a copy of memory takes, and memory stays bounded.
 *
 * <p>Filled by the training thread; given back by whichever thread has written the snapshot.
 */
final class SnapshotRoom {
  private final List<NamedArray> room;
  private volatile boolean taken;

  SnapshotRoom(State state) {
    room = Snapshots.of(state, 0).arrays();
  }

  /** Whether the last snapshot has been written, and another may be taken. */
  boolean isFree() {
    return !taken;
  }

  /** A copy that is good until it is given back. */
  Snapshot take(State state, long blockSequence) {
    taken = true;
    return Snapshots.of(state, blockSequence, room);
  }

  void giveBack() {
    taken = false;
  }
}
