package dev.gradstream.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one pass over a topic came to.
 *
 * @param examples that were learned from, or read
 * @param steps learned; 0 where nothing was
 * @param commits transactions
 * @param stageNanos processor or working time by stage, in the order of the flow; empty where a
 *     pass has no stages
 * @param garbagePerExample bytes allocated for an example outside of Kafka's clients; NaN where
 *     that is not known
 * @param loss mean over the last {@link BenchTopic#DRAWN} examples, each before its step; NaN where
 *     nothing was learned
 */
public record Pass(
    long examples,
    long steps,
    long commits,
    long nanos,
    Map<String, Long> stageNanos,
    double garbagePerExample,
    double loss) {

  /** A pass of which only time and number are known. */
  public static Pass of(long examples, long nanos) {
    return new Pass(examples, 0, 0, nanos, Map.of(), Double.NaN, Double.NaN);
  }

  public double examplesPerSecond() {
    return examples * 1e9 / Math.max(1, nanos);
  }

  /** Nanoseconds an example by stage. */
  public Map<String, Double> stageNanosPerExample() {
    Map<String, Double> each = new LinkedHashMap<>();
    stageNanos.forEach((stage, spent) -> each.put(stage, spent / (double) Math.max(1, examples)));
    return each;
  }
}
