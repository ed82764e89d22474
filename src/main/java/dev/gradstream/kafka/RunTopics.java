package dev.gradstream.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics of one run, and who may write them.
 *
 * @param prefix what the topics' names begin with, often nothing
 * @param run name of the run
 */
public record RunTopics(String prefix, String run) {

  static final String JOURNAL = ".journal";

  /** Longest journal record; a batch's own bytes come on top of it. */
  static final int JOURNAL_RECORD_BYTES = 4 << 20;

  private static final int BATCH_BYTES = 4 << 10;

  /** What a broker has to take. */
  static final int MESSAGE_BYTES = JOURNAL_RECORD_BYTES + BATCH_BYTES;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  public RunTopics {
    if (!NAME.matcher(run).matches()) {
      throw new IllegalArgumentException(
          "run '%s': a name has 1 to 100 letters, digits, dots, underscores and hyphens"
              .formatted(run));
    }
    if (!prefix.isEmpty() && !NAME.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "topic prefix '%s': expected up to 100 letters, digits, dots, underscores and hyphens"
              .formatted(prefix));
    }
  }

  public static RunTopics of(String run) {
    return new RunTopics("", run);
  }

  /** The run whose journal a topic is, if it is one under this prefix. */
  static Optional<RunTopics> ofJournal(String prefix, String topic) {
    if (!topic.startsWith(prefix) || !topic.endsWith(JOURNAL)) {
      return Optional.empty();
    }
    int end = topic.length() - JOURNAL.length();
    return end > prefix.length() && NAME.matcher(topic.substring(prefix.length(), end)).matches()
        ? Optional.of(new RunTopics(prefix, topic.substring(prefix.length(), end)))
        : Optional.empty();
  }

  public String journal() {
    return prefix + run + JOURNAL;
  }

  public String metrics() {
    return prefix + run + ".metrics";
  }

  public String rejected() {
    return prefix + run + ".rejected";
  }

  public String snapshots() {
    return prefix + run + ".snapshots";
  }

  /** Where commands to the run's trainer are sent. */
  public String control() {
    return prefix + run + ".control";
  }

  /** What a commit writes to, in one transaction. */
  List<TopicPartition> written() {
    return Stream.of(journal(), metrics(), rejected()).map(t -> new TopicPartition(t, 0)).toList();
  }

  /** Every topic that a run may have. */
  public List<String> names() {
    return List.of(journal(), metrics(), rejected(), snapshots(), control());
  }

  /** A writer of the same role that begins later fences the earlier one. */
  String transactionalId(String role) {
    return "gradstream." + prefix + run + "." + role;
  }

  /** What a writer of the journal needs. Kept for ever: they are the event log. */
  List<NewTopic> journalTopics() {
    Map<String, String> kept =
        Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    Map<String, String> letters = new TreeMap<>(kept);
    letters.put("max.message.bytes", Integer.toString(MESSAGE_BYTES));
    // A dead letter keeps its own time, however wrong that is.
    letters.put("message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
    letters.put("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    return List.of(
        topic(journal(), letters),
        topic(metrics(), kept),
        topic(rejected(), letters),
        controlTopic());
  }

  /** What somebody needs who sends commands; a few small records, kept for ever. */
  NewTopic controlTopic() {
    return topic(
        control(),
        Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1"));
  }

  /**
   * What a writer of snapshots needs: the newest record of each key is kept, and the cleaner is
   * told to be quick, as a slot is overwritten whole.
   */
  NewTopic snapshotTopic() {
    return topic(
        snapshots(),
        Map.of(
            "cleanup.policy", "compact",
            "max.message.bytes", Integer.toString(MESSAGE_BYTES),
            "segment.bytes", Integer.toString(64 << 20),
            "min.cleanable.dirty.ratio", "0.1",
            "delete.retention.ms", "60000"));
  }

  /** One partition, and as many replicas as the broker gives by itself. */
  private static NewTopic topic(String name, Map<String, String> configs) {
    return new NewTopic(name, Optional.of(1), Optional.empty()).configs(configs);
  }
}
