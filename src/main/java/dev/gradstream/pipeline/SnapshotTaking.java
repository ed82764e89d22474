package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.SnapshotPace;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.State;
import java.util.function.Supplier;

/**
 * When a session's state is copied for a snapshot, and into which room. Training thread only, but
 * for {@link #done}.
 */
final class SnapshotTaking {
  private final SnapshotRoom room;
  private SnapshotPace pace;
  private long step; // of the newest one
  private long atMs;
  private boolean wanted;

  SnapshotTaking(State state, SnapshotPace pace, long step, long nowMs) {
    this.room = new SnapshotRoom(state);
    this.pace = pace;
    this.step = step;
    this.atMs = nowMs;
  }

  void pace(SnapshotPace pace) {
    this.pace = pace;
  }

  /** Has one taken as soon as there is room, whatever the pace. */
  void want() {
    wanted = true;
  }

  boolean isDue(State state, long nowMs) {
    return room.isFree() && (wanted || pace.isDue(state.step() - step, nowMs - atMs));
  }

  /** A copy of the state after a block where one is due, else null. */
  Supplier<Snapshot> take(State state, long block, long nowMs) {
    if (!isDue(state, nowMs)) {
      return null;
    }
    wanted = false;
    step = state.step();
    atMs = nowMs;
    Snapshot taken = room.take(state, block);
    return () -> taken;
  }

  /**
   * The same at the session's end: nothing changes the state any more, so that its copy can wait
   * for the one before.
   */
  Supplier<Snapshot> takeLast(State state, long block) {
    return state.step() > step ? () -> room.take(state, block) : null;
  }

  /** A snapshot was written, or will never be; any thread. */
  void done() {
    room.giveBack();
  }
}
