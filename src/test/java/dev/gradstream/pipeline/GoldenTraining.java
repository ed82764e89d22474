package dev.gradstream.pipeline;

import dev.gradstream.kernel.Generator;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Event;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A run of a fixed configuration over fixed examples, in memory; says its last digest and its
 * certificate.
 */
final class GoldenTraining {
  private static final int FEATURES = 10;
  private static final int PARTITIONS = 3;

  private GoldenTraining() {}

  public static void main(String[] args) throws IOException {
    int examples = Integer.parseInt(args[0]);
    try (TrainingRun run = run(examples);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      Outcome outcome = run.train();
      Verdict verdict = run.replay();
      String said =
          "%d steps, digest %016x, certificate %s, %s"
              .formatted(
                  outcome.step(),
                  lastDigest(run),
                  Certificate.hex(outcome.certificate()),
                  verdict.identical() ? "identical" : verdict.difference().describe());
      out.write(said.getBytes(StandardCharsets.UTF_8));
    }
    System.exit(0); // whatever threads there still are
  }

  private static long lastDigest(TrainingRun run) {
    return run.journal.commits().stream()
        .flatMap(commit -> commit.block().events().stream())
        .filter(Event.WindowApplied.class::isInstance)
        .map(Event.WindowApplied.class::cast)
        .reduce((before, after) -> after)
        .orElseThrow()
        .steps()
        .getLast()
        .digest();
  }

  /** Ten features, a hidden layer of 16, windows of 128 examples shuffled into batches of 16. */
  static TrainingRun run(int examples) {
    MemorySource source = new MemorySource("golden", PARTITIONS);
    Generator generator = Generator.of(11, 0);
    for (int i = 0; i < examples; i++) {
      source.append(i % PARTITIONS, line(generator));
    }
    TrainingRun run =
        new TrainingRun(source)
            .with("window.shuffle", "128")
            .with("model.layers[0].dense", "16")
            .with("optimizer.learningRate", "0.02")
            .with("optimizer.decay.name", "inverse-time")
            .with("optimizer.decay.rate", "0.001");
    for (int i = 0; i < FEATURES; i++) {
      run.with("source.columns[" + i + "]", "x" + i);
      run.with("features[0].columns[" + i + "]", "x" + i);
    }
    return run.with("source.columns[" + FEATURES + "]", "y");
  }

  private static byte[] line(Generator generator) {
    StringBuilder line = new StringBuilder();
    double y = 0;
    for (int i = 0; i < FEATURES; i++) {
      double x = generator.nextDouble() * (i + 1);
      line.append(x).append(',');
      y += i % 2 == 0 ? x * x / (i + 1) : -x;
    }
    return line.append(y).toString().getBytes(StandardCharsets.US_ASCII);
  }
}
