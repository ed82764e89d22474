package dev.gradstream.codec;

import dev.gradstream.event.Metrics;
import dev.gradstream.training.MetricsRecord;
import java.util.Collections;
import java.util.TreeMap;

/** Metrics of a commit as bytes, after {@code schemas/metrics.avsc}. Thread-safe. */
public final class MetricsEvents {
  private static final EventFormat<Metrics> FORMAT = new EventFormat<>("metrics", new Metrics());

  private MetricsEvents() {}

  /** The bytes of one aggregated event. */
  public static byte[] encode(MetricsRecord metrics) {
    return FORMAT.encode(
        new Metrics(
            metrics.run(),
            metrics.firstStep(),
            metrics.lastStep(),
            metrics.window(),
            metrics.examples(),
            metrics.rejected(),
            metrics.loss(),
            metrics.learningRate(),
            metrics.gradientNorm(),
            new TreeMap<>(metrics.figures()),
            metrics.committedAtMs()));
  }

  /**
   * @param bytes untrusted
   * @throws CorruptEventException where they are no metrics event
   */
  public static MetricsRecord decode(byte[] bytes) {
    Metrics metrics = FORMAT.decode(bytes);
    return new MetricsRecord(
        metrics.getRun(),
        metrics.getFirstStep(),
        metrics.getLastStep(),
        metrics.getWindow(),
        metrics.getExamples(),
        metrics.getRejected(),
        metrics.getLoss(),
        metrics.getLearningRate(),
        metrics.getGradientNorm(),
        Collections.unmodifiableMap(new TreeMap<>(metrics.getFigures())),
        metrics.getCommittedAtMs());
  }
}
