package dev.gradstream.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The synthetic stream as a CSV file with a header, and a run's configuration for it. */
final class FriedmanFile {
  private FriedmanFile() {}

  static Path write(Path csv, int examples) throws IOException {
    FriedmanStream stream = new FriedmanStream(7, examples / 2);
    try (OutputStream file = Files.newOutputStream(csv)) {
      file.write(String.join(",", FriedmanStream.columns()).getBytes(StandardCharsets.US_ASCII));
      file.write('\n');
      for (int i = 0; i < examples; i++) {
        stream.next();
        file.write(stream.csv());
        file.write('\n');
      }
    }
    return csv;
  }

  /** A bounded run over topic {@code friedman}, with a commit for each window of 16 examples. */
  static Path writeConfig(Path yaml, String run) throws IOException {
    return Files.writeString(
        yaml,
        """
        run: %s
        source: { topic: friedman, format: csv, until: end, columns: %s }
        label: { name: y, kind: real }
        features: [ { columns: %s, scale: standard } ]
        window: { size: 8, shuffle: 16 }
        model: { layers: [ { dense: 16, activation: tanh }, { dense: 1 } ], loss: squared }
        optimizer: { name: adam, learningRate: 0.01 }
        commit: { interval: 0ms }
        snapshot: { everySteps: 300 }
        """
            .formatted(
                run,
                FriedmanStream.columns(),
                FriedmanStream.columns().subList(0, FriedmanStream.FEATURES)));
  }
}
