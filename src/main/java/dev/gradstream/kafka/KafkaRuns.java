package dev.gradstream.kafka;

import dev.gradstream.training.JournalBlock;
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
   * @param trouble why the journal can't be read, in words; empty where it can
   */
  public record Run(
      String name, Optional<JournalBlock> first, Optional<JournalBlock> last, String trouble) {}

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
      return new Run(topics.run(), reading.first(), reading.last(), "");
    } catch (IllegalStateException broken) {
      return new Run(topics.run(), Optional.empty(), Optional.empty(), broken.getMessage());
    }
  }
}
