package dev.gradstream.evaluation.drift;

/**
 * A drift as it was noticed.
 *
 * @param watch place in the configuration's list of what is watched, from 0; {@link #FEATURES} for
 *     the columns of the features
 * @param on what was watched, such as {@code loss}
 * @param detector what noticed it
 * @param example number of the scored example that raised the alarm, from 1
 * @param before mean before the change
 * @param after mean from the change to the alarm
 */
public record Drift(
    int watch, String on, String detector, long example, double before, double after) {
  /** Stands for the place of the columns. */
  public static final int FEATURES = -1;
}
