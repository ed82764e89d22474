package dev.gradstream.training;

import java.util.Locale;

/**
 * A drift was noticed, and what was done about it; part of the event of the window it was noticed
 * in, because both are computed from that window.
 *
 * @param step whose mini-batch raised the alarm
 * @param example number of the example that raised it, from 1, in the order of learning
 * @param on what was watched: {@code loss}, {@code error}, ..., or a column of the features
 * @param detector what noticed it
 * @param before mean of what was watched before the change
 * @param after mean from the change to the alarm
 * @param response what was done, from the next step on, in words; empty for nothing
 */
public record DriftDetected(
    long step,
    long example,
    String on,
    String detector,
    double before,
    double after,
    String response) {

  /** For people: {@code adwin on loss, from 1.02 to 9.7, at example 50,144 (step 3,134)}. */
  public String describe() {
    return String.format(
        Locale.ROOT,
        "%s on %s, from %.4g to %.4g, at example %,d (step %,d)%s",
        detector,
        on,
        before,
        after,
        example,
        step,
        response.isEmpty() ? "" : ": " + response);
  }
}
