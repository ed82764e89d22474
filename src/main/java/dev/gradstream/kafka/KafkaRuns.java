package dev.gradstream.kafka;

import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.codec.MetricsEvents;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import java.util.List;
import java.util.Optional;

/**
 * The runs whose journals a cluster holds. Only reads: a trainer at work is not disturbed. Every
 * call blocks; from any thread.
 */
public final class KafkaRuns {

  /**
   * A run as its journal shows it.
   *
   * @param first empty where the journal is empty or unreadable
   * @param last newest committed block, empty where the journal is empty or unreadable
   * @param metrics of the newest commit with a step; empty where there is none yet
   * @param keptFromStep step after which its history can be recomputed; 0 for all of it
   * @param trouble why the journal can't be read, in words; empty where it can
   */
  public record Run(
      String name,
      Optional<JournalBlock> first,
      Optional<JournalBlock> last,
      Optional<MetricsRecord> metrics,
      long keptFromStep,
      String trouble) {}

  private final KafkaConnection connection;
  private final String prefix;

  public KafkaRuns(KafkaConnection connection, String prefix) {
    this.connection = connection;
    this.prefix = prefix;
  }

  /** All runs by name; one with a broken journal is listed with its trouble. */
  public List<Run> list() {
    return new KafkaTopics(connection)
        .names().stream()
            .flatMap(topic -> RunTopics.ofJournal(prefix, topic).stream())
            .map(this::look)
            .toList();
  }

  /** Empty where there is no such run. */
  public Optional<Run> find(String run) {
    RunTopics topics = new RunTopics(prefix, run);
    return new KafkaTopics(connection).exists(topics.journal())
        ? Optional.of(look(topics))
        : Optional.empty();
  }

  private Run look(RunTopics topics) {
    try (JournalReading reading = new JournalReading(connection, topics.journal(), 0)) {
      Optional<JournalBeginning> beginning =
          reading.first().map(first -> JournalBeginning.of(connection, topics, first));
      return new Run(
          topics.run(),
          beginning.map(JournalBeginning::start),
          reading.last(),
          metrics(topics),
          beginning.map(JournalBeginning::firstStep).orElse(0L),
          "");
    } catch (IllegalStateException broken) {
      return new Run(
          topics.run(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          0,
          broken.getMessage());
    }
  }

  private Optional<MetricsRecord> metrics(RunTopics topics) {
    try (LogReader log = LogReader.ofSmallSteps(connection, topics.metrics())) {
      return log.last().map(record -> decode(topics, record.value()));
    }
  }

  private static MetricsRecord decode(RunTopics topics, byte[] value) {
    try {
      return MetricsEvents.decode(value);
    } catch (CorruptEventException foreign) {
      throw new IllegalStateException(
          "%s: expected metrics, got something else (%s)"
              .formatted(topics.metrics(), foreign.getMessage()),
          foreign);
    }
  }
}
