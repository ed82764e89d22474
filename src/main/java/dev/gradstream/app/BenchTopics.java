package dev.gradstream.app;

import dev.gradstream.bench.BenchTopic;
import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.RunTopics;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * The topics that a bench makes, named after the moment it began; closing deletes what is left, and
 * so does Ctrl-C. Examples that were given a name are kept, once they are whole.
 */
final class BenchTopics implements AutoCloseable {
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final KafkaConnection connection;
  private final String stem = "bench-" + LocalDateTime.now().format(STAMP);
  private final Set<String> made = new ConcurrentSkipListSet<>();
  private final Shutdown.Action onInterrupt;
  private final String examples;
  private final boolean named;
  private int runs;

  /**
   * @param examples where the examples are; null for a topic that is not kept
   */
  BenchTopics(KafkaConnection connection, Shutdown shutdown, String examples) {
    this.connection = connection;
    this.named = examples != null;
    this.examples = named ? examples : stem + "-examples";
    onInterrupt = shutdown.onInterrupt("bench", this::delete);
  }

  KafkaConnection connection() {
    return connection;
  }

  /** Where the examples are. */
  String examples() {
    return examples;
  }

  /** Whether there is a topic of the given name. */
  boolean hasExamples() {
    return named && new KafkaTopics(connection).exists(examples);
  }

  void createExamples(int partitions) {
    made.add(examples());
    BenchTopic.create(connection, examples(), partitions);
  }

  /** All of them are there now. */
  void filledExamples() {
    if (named) {
      made.remove(examples);
    }
  }

  /** A name for another run, whose topics will be deleted. */
  String newRun() {
    String run = stem + "-" + ++runs;
    made.addAll(RunTopics.of(run).names());
    return run;
  }

  /** Deletes a run's topics now. */
  void drop(String run) {
    List<String> topics = RunTopics.of(run).names();
    new KafkaTopics(connection).delete(topics);
    made.removeAll(topics);
  }

  private void delete() {
    new KafkaTopics(connection).delete(made);
    made.clear();
  }

  @Override
  public void close() {
    onInterrupt.close();
    if (!made.isEmpty()) {
      delete();
    }
  }
}
