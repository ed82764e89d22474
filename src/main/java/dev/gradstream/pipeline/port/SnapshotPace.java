package dev.gradstream.pipeline.port;

import dev.gradstream.settings.Settings;

/**
 * How often a snapshot is taken; whichever is over first makes one due.
 *
 * @param everySteps most steps between two
 * @param everyMs longest time between two, {@link Long#MAX_VALUE} for any
 * @param leastMs that have to pass however many steps there were
 */
public record SnapshotPace(long everySteps, long everyMs, long leastMs) {

  private static final long STEPS = 10_000;
  private static final long LEAST_MS = 1000; // of learning that a recovery does again

  /**
   * Reads {@code snapshot: {everySteps: 1000, every: 30s}}; who names a time only is given one by
   * time only, who names neither not more than one a second.
   */
  public static SnapshotPace of(Settings snapshot) {
    boolean byTime = snapshot.has("every");
    boolean bySteps = !byTime || snapshot.has("everySteps");
    long everyMs = byTime ? snapshot.durationMs("every", 0) : Long.MAX_VALUE;
    if (everyMs < 1) {
      throw snapshot.problem("every", "expected at least 1ms, got " + everyMs + "ms");
    }
    return new SnapshotPace(
        bySteps ? snapshot.whole("everySteps", STEPS, 1, Long.MAX_VALUE) : Long.MAX_VALUE,
        everyMs,
        snapshot.has("everySteps") ? 0 : LEAST_MS);
  }

  /** Whether one is due after so many steps and so much time. */
  public boolean isDue(long steps, long elapsedMs) {
    return steps > 0 && (steps >= everySteps && elapsedMs >= leastMs || elapsedMs >= everyMs);
  }
}
