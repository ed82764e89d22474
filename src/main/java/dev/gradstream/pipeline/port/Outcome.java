package dev.gradstream.pipeline.port;

import java.util.Map;

/**
 * How a training session came to its end. Everything in it is committed.
 *
 * @param ended whether the run is over; else it was interrupted, and training it again goes on from
 *     here
 * @param reason in words
 * @param certificate 32 bytes
 * @param figures prequential figures of the whole run
 * @param sessionExamples examples learned from in this session
 * @param sessionNanos time from the first poll to the last commit of this session
 */
public record Outcome(
    String run,
    boolean ended,
    String reason,
    long step,
    long window,
    long examples,
    long rejected,
    byte[] certificate,
    Map<String, Double> figures,
    long sessionExamples,
    long sessionNanos) {

  /** What the reason of a run begins with that ended because something was not finite. */
  public static final String DIVERGED = "diverged at ";

  /** Whether the run ended because a loss, a gradient or a parameter was no longer finite. */
  public boolean diverged() {
    return reason.startsWith(DIVERGED);
  }
}
