package dev.gradstream.pipeline.port;

import dev.gradstream.settings.Settings;

/**
 * How often a snapshot is taken; whichever is over first makes one due.
 *
 * @param everySteps most steps between two
 * @param everyMs longest time between two, {@link Long#MAX_VALUE} for any
 */
public record SnapshotPace(long everySteps, long everyMs) {

  private static final long STEPS = 10_000;

  /**
   * Reads {@code snapshot: {everySteps: 1000, every: 30s}}; who names a time only is given one by
   * time only.
   */
  public static SnapshotPace of(Settings snapshot) {
    boolean byTime = snapshot.has("every");
    boolean bySteps = !byTime || snapshot.has("everySteps");
    long everyMs = byTime ? snapshot.durationMs("every", 0) : Long.MAX_VALUE;
    if (everyMs < 1) {
      throw snapshot.problem("every", "expected at least 1ms, got " + everyMs + "ms");
    }
    return new SnapshotPace(
        bySteps ? snapshot.whole("everySteps", STEPS, 1, Long.MAX_VALUE) : Long.MAX_VALUE, everyMs);
  }

  /** Whether one is due after so many steps and so much time. */
  public boolean isDue(long steps, long elapsedMs) {
    return steps > 0 && (steps >= everySteps || elapsedMs >= everyMs);
  }
}
