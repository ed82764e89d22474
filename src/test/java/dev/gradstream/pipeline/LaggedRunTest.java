package dev.gradstream.pipeline;

import dev.gradstream.pipeline.memory.MemorySource;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole runs that look back: what a key left behind is state of the run, so that crashed, resumed
 * and replayed they come to one certificate.
 */
class LaggedRunTest {
  private static final int EXAMPLES = 900;
  private static final int KEYS = 20;

  /** Shuffling, keys that are remembered, and whether a snapshot is there when a run goes on. */
  record Case(int shuffle, int keys, boolean snapshots) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case(0, 100, true),
        new Case(64, 100, true),
        new Case(64, 7, true),
        new Case(64, 7, false));
  }

  // Each key counts up by its own rate from where it was: without a look back nothing tells where.
  private static TrainingRun run(Case c) {
    MemorySource source = new MemorySource("keyed", 3);
    for (int i = 0; i < EXAMPLES; i++) {
      int key = i * i % 97 % KEYS;
      String line =
          key
              + ","
              + (i % 40 == 0 ? "?" : i % 9)
              + ","
              + (key * 3 + i / 90.0)
              + ","
              + (1_700_000_000L + 5000L * i);
      source.append(key % 3, line.getBytes(StandardCharsets.US_ASCII));
    }
    return new TrainingRun(source)
        .with("source.columns[0]", "k")
        .with("source.columns[1]", "a")
        .with("source.columns[2]", "y")
        .with("source.columns[3]", "t")
        .with("features[0].columns[0]", "a")
        .without("features[0].columns[1]")
        .with("features[1].columns[0]", "y")
        .with("features[1].columns[1]", "a")
        .with("features[1].lag", "2")
        .with("features[1].key", "k")
        .with("features[1].keys", "" + c.keys)
        .with("features[1].scale", "standard")
        .with("features[1].missing", "indicator")
        .with("features[2].columns[0]", "t")
        .with("features[2].time[0]", "hour")
        .with("features[2].time[1]", "yearday")
        .with("features[2].zone", "-05:00")
        .with("label.scale", "standard")
        .with("window.shuffle", "" + c.shuffle)
        .with("snapshot.everySteps", c.snapshots ? "5" : "1000000");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_run_that_looks_back_is_the_same_however_often_it_stops(Case c) {
    try (TrainingRun whole = run(c);
        TrainingRun shaken = run(c)) {
      Disturbed.isTheSame(whole, shaken, EXAMPLES);
    }
  }
}
