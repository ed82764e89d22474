package dev.gradstream.pipeline.replay;

import java.util.Map;

/**
 * What a replay found.
 *
 * @param difference the first one; null where every step is identical
 * @param bits a number that came out otherwise; null where none did, or where no snapshot is kept
 *     that tells
 * @param fromStep the step after which recomputing began; 0 for the start of the run
 * @param steps last step recomputed
 * @param windows last window recomputed
 * @param examples up to there
 * @param recomputed examples that were recomputed
 * @param certificate recomputed, 32 bytes
 * @param ended why the run ended; null where it is not over
 */
public record Verdict(
    String run,
    Difference difference,
    StateDifference bits,
    long fromStep,
    long steps,
    long windows,
    long examples,
    long recomputed,
    byte[] certificate,
    Map<String, Double> figures,
    String ended,
    long nanos) {

  public boolean identical() {
    return difference == null;
  }
}
