package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.pipeline.memory.MemorySource;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs over texts: crashed, resumed and replayed, they come to one certificate. */
class EncodedRunTest {
  private static final int EXAMPLES = 900;

  /** An encoder, an optimizer with an option, and whether there are numbers beside the texts. */
  record Case(String encoder, String optimizer, String option, boolean numbers) {}

  static Stream<Case> cases() {
    return Stream.of(
        new Case("onehot", "sgd", "l1=0.001", true),
        new Case("onehot", "adam", "weightDecay=0.01", false),
        new Case("hash", "momentum", "clipNorm=0.5", true),
        new Case("hash", "ftrl", "l1=0.01", false));
  }

  private static TrainingRun run(Case c) {
    MemorySource source = new MemorySource("texts", 3);
    for (int i = 0; i < EXAMPLES; i++) {
      source.append(i % 3, line(i).getBytes(StandardCharsets.UTF_8));
    }
    TrainingRun run =
        new TrainingRun(source)
            .with("source.columns[0]", "a")
            .with("source.columns[1]", "city")
            .with("source.columns[2]", "job")
            .with("source.columns[3]", "y")
            .with("label.kind", "binary")
            .with("label.positive[0]", "yes")
            .with("label.negative[0]", "no")
            .with("model.loss", "logistic")
            .with("features[0].columns[0]", c.numbers ? "a" : "city")
            .without("features[0].columns[1]")
            .without("features[0].scale")
            .with("window.shuffle", "64")
            .with("snapshot.everySteps", "5")
            .with("optimizer.name", c.optimizer)
            .with("optimizer." + c.option.split("=")[0], c.option.split("=")[1]);
    String block = c.numbers ? "features[1]." : "features[0].";
    if (c.numbers) {
      run.with("features[0].scale", "standard");
      run.with("features[1].columns[0]", "city").with("features[1].columns[1]", "job");
    }
    return run.with(block + "encode", c.encoder)
        .with(block + (c.encoder.equals("hash") ? "buckets" : "most"), "30");
  }

  // New cities all along, more than are kept; some missing, some quoted.
  private static String line(int i) {
    String city = i % 11 == 0 ? "?" : "\"city, " + i * i % 97 % (1 + i / 9) + "\"";
    String job = "job" + i % 7;
    return i % 50 * 0.1 + "," + city + "," + job + "," + (i % 7 + i % 5 > 5 ? "yes" : "no");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void a_run_is_the_same_however_often_it_stops(Case c) {
    try (TrainingRun whole = run(c);
        TrainingRun shaken = run(c)) {
      assertEquals(0, Disturbed.isTheSame(whole, shaken, EXAMPLES).rejected());
    }
  }
}
