package dev.gradstream.pipeline;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The age of the newest snapshot against the time for which the source keeps its records. A run is
 * recovered from its newest snapshot and the records after it: once those expire, it cannot be.
 *
 * <p>From a quarter of that time on a snapshot is wanted, whatever the pace; from a half on there
 * is an alarm, because then snapshots fail.
 *
 * <p>Looked at by the training thread; told of snapshots by any.
 */
final class SnapshotAge {
  private static final int WANTED = 4;
  private static final int ALARM = 2;

  private final String run;
  private final long retentionMs;
  private final Consumer<String> alarm;
  private volatile long step;
  private volatile long atMs;
  private boolean alarmed;

  /**
   * @param retentionMs how long the source keeps its records, {@link Long#MAX_VALUE} for ever
   * @param step last one of the newest snapshot, 0 where there is none
   * @param atMs when that was taken, or when the run started
   * @param alarm takes a message for people, once until the danger is over
   */
  SnapshotAge(String run, long retentionMs, long step, long atMs, Consumer<String> alarm) {
    this.run = run;
    this.retentionMs = retentionMs;
    this.step = step;
    this.atMs = atMs;
    this.alarm = alarm;
  }

  long atMs() {
    return atMs;
  }

  long retentionMs() {
    return retentionMs;
  }

  /** A snapshot was written. */
  void taken(long ofStep, long takenAtMs) {
    step = ofStep;
    atMs = takenAtMs;
  }

  /**
   * Gives the alarm where it is time, and tells whether a snapshot is wanted.
   *
   * @param stepNow last step of the state; where nothing was learned since, no snapshot is old
   */
  boolean look(long nowMs, long stepNow) {
    long ageMs = stepNow > step ? nowMs - atMs : 0;
    boolean danger = ageMs > retentionMs / ALARM;
    if (danger && !alarmed) {
      alarm.accept(
          "run '%s': its newest snapshot is %s old, and the source keeps its records for %s only: once they expire, the run can't be recovered; see above why snapshots fail, or lengthen retention.ms"
              .formatted(run, words(ageMs), words(retentionMs)));
    }
    alarmed = danger;
    return ageMs > retentionMs / WANTED;
  }

  private static String words(long ms) {
    Duration duration = Duration.ofMillis(ms);
    if (duration.toHours() >= 48) {
      return duration.toDays() + " days";
    }
    return duration.toMinutes() >= 120
        ? duration.toHours() + " hours"
        : duration.toSeconds() + " seconds";
  }
}
