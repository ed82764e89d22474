package dev.gradstream.pipeline;

import dev.gradstream.settings.Settings;

/**
 * How often steps become visible.
 *
 * @param intervalMs longest time a step waits for its commit to begin
 */
public record CommitPace(long intervalMs) {

  /** Reads {@code commit: {interval: 100ms}}. */
  public static CommitPace of(Settings commit) {
    return new CommitPace(commit.durationMs("interval", 100));
  }
}
