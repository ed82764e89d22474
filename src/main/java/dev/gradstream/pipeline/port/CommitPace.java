package dev.gradstream.pipeline.port;

import dev.gradstream.settings.Settings;

/**
 * How often steps become visible; whichever is reached first closes a transaction.
 *
 * @param intervalMs longest time a step waits for its commit to begin; 0 commits each window alone
 * @param steps steps of a transaction, above which no further window is added to it
 */
public record CommitPace(long intervalMs, long steps) {

  private static final long STEPS = 10_000;

  /** Reads {@code commit: {interval: 100ms, steps: 1000}}. */
  public static CommitPace of(Settings commit) {
    return new CommitPace(
        commit.durationMs("interval", 100), commit.whole("steps", STEPS, 1, Long.MAX_VALUE));
  }

  /** Whether a block is full, whatever its commit would have to wait for. */
  public boolean isFull(long stepsOfBlock) {
    return intervalMs == 0 || stepsOfBlock >= steps;
  }
}
