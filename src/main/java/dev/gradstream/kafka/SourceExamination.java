package dev.gradstream.kafka;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Looks at a topic of examples with the eyes of a run that is to learn from it. */
final class SourceExamination {

  private final KafkaConnection connection;
  private final Admin admin;
  private final String topic;

  SourceExamination(KafkaConnection connection, Admin admin, String topic) {
    this.connection = connection;
    this.admin = admin;
    this.topic = topic;
  }

  Check topic() {
    var there = KafkaTopics.describe(admin, topic);
    if (there.isEmpty()) {
      return Check.bad(
          "source",
          "no topic " + topic,
          Finding.error(
              topic, "there is no such topic", "gradstream publish FILE --topic " + topic));
    }
    Map<String, String> settings = TopicSettings.of(admin, topic).orElse(Map.of());
    List<Finding> findings = new ArrayList<>();
    if (settings.getOrDefault("cleanup.policy", "delete").contains("compact")) {
      findings.add(
          Finding.warning(
              topic,
              "it is compacted: a run learns what is there, but cannot be replayed once records it learned from are compacted away",
              "copy it to a topic with cleanup.policy=delete, or rely on snapshots (replay --from)"));
    }
    long retentionMs = KafkaSource.retentionMs(settings);
    if (retentionMs < Long.MAX_VALUE) {
      findings.add(
          Finding.warning(
              topic,
              "records expire after %s: a run can be replayed from its start, and recovered from a snapshot, only for so long"
                  .formatted(words(retentionMs)),
              "keep snapshots closer together than that (snapshot: {every: ...}), or "
                  + TopicRules.alter(topic, "retention.ms=-1")));
    }
    return new Check(
        "source", "%s, %d partition(s)".formatted(topic, there.get().partitions()), findings);
  }

  Check reading() {
    TopicPartition first = new TopicPartition(topic, 0);
    try (Consumer<byte[], byte[]> consumer = connection.consumer(Map.of())) {
      consumer.assign(Set.of(first));
      consumer.seekToBeginning(Set.of(first));
      long end = consumer.endOffsets(Set.of(first)).get(first);
      int records = consumer.poll(Duration.ofSeconds(2)).count();
      return Check.good(
          "reading",
          end == 0 ? "the first partition is empty" : "%,d records at once".formatted(records));
    }
  }

  /** Whether what a run has yet to read, and what a replay has to read again, is still there. */
  Check expiry(RunTopics topics) {
    var run = new KafkaRuns(connection, topics.prefix()).find(topics.run());
    if (run.isEmpty() || run.get().first().isEmpty()) {
      return Check.good("expiry", "no such run yet");
    }
    var begins =
        KafkaTopics.describe(admin, topic)
            .map(
                there ->
                    KafkaTopics.offsets(admin, topic, there.partitions(), OffsetSpec.earliest()))
            .orElseThrow(() -> KafkaSource.noTopic(connection, topic));
    List<Finding> findings = new ArrayList<>();
    var started = (Event.RunStarted) run.get().first().get().events().getFirst();
    Map<Integer, Long> next = positions(run.get().last().orElseThrow(), started);
    started
        .startOffsets()
        .forEach(
            (partition, from) -> {
              long begin = begins.getOrDefault(partition, 0L);
              if (next.getOrDefault(partition, Long.MAX_VALUE) < begin) {
                findings.add(
                    Finding.error(
                        topic + "-" + partition,
                        "offsets %d to %d have not been learned from and have expired: the run cannot go on"
                            .formatted(next.get(partition), begin - 1),
                        "load the records again under a new topic, or start another run"));
              } else if (from < begin) {
                findings.add(
                    Finding.warning(
                        topic + "-" + partition,
                        "offsets %d to %d have expired: the run can no longer be replayed from its start"
                            .formatted(from, begin - 1),
                        "replay it from a snapshot (replay --from), and lengthen retention.ms"));
              }
            });
    return new Check("expiry", "what the run has yet to read is there", findings);
  }

  // The newest block tells the next offset of the partitions it speaks of.
  private static Map<Integer, Long> positions(JournalBlock last, Event.RunStarted started) {
    Map<Integer, Long> next = new TreeMap<>();
    if (last.sequence() == 0) {
      next.putAll(started.startOffsets());
    }
    for (Event event : last.events()) {
      if (event instanceof Event.WindowApplied applied) {
        for (Span span : applied.spans()) {
          next.put(span.partition(), span.toOffsetExclusive());
        }
      }
    }
    return last.events().getLast() instanceof Event.RunEnded ? Map.of() : next;
  }

  private static String words(long ms) {
    Duration duration = Duration.ofMillis(ms);
    return duration.toDays() > 1
        ? duration.toDays() + " days"
        : duration.toHours() > 1
            ? duration.toHours() + " hours"
            : duration.toSeconds() + " seconds";
  }
}
