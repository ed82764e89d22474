package dev.gradstream.pipeline;

import dev.gradstream.training.Look;
import dev.gradstream.training.State;
import java.util.function.BooleanSupplier;

/**
 * When a session's state is looked into for people: after a window, only while somebody watches, at
 * most once a second, and never for more than a fiftieth of the time. Training thread only.
 */
final class Looking {
  private static final long PERIOD_NANOS = 1_000_000_000L;
  private static final int SHARE = 50;

  private final State state;
  private final BooleanSupplier watched;
  private long nextNanos = System.nanoTime();
  private boolean looks;
  private Look last;

  /**
   * @param watched whether somebody watches now
   */
  Looking(State state, BooleanSupplier watched) {
    this.state = state;
    this.watched = watched;
  }

  /** A window is about to be applied. */
  void before() {
    looks = System.nanoTime() - nextNanos >= 0 && watched.getAsBoolean();
    state.watched(looks);
  }

  /** A window was applied, and the state is good. */
  void after() {
    if (looks) {
      looks = false;
      long start = System.nanoTime();
      last = state.look();
      long end = System.nanoTime();
      nextNanos = end + Math.max(PERIOD_NANOS, SHARE * (end - start));
    }
  }

  /** What was seen since the last call; null for nothing. */
  Look taken() {
    Look taken = last;
    last = null;
    return taken;
  }
}
