package dev.gradstream.pipeline;

import java.util.Map;

/**
 * What a replay found.
 *
 * @param difference the first one; null where every step is identical
 * @param steps recomputed
 * @param certificate recomputed, 32 bytes
 * @param ended why the run ended; null where it is not over
 */
public record Verdict(
    String run,
    Difference difference,
    long steps,
    long windows,
    long examples,
    byte[] certificate,
    Map<String, Double> figures,
    String ended,
    long nanos) {

  public boolean identical() {
    return difference == null;
  }
}
