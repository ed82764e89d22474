package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Span;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The proof that a run used each offset of its topic once: reads the topic's offsets with a client
 * of its own, and the spans of the journal, and nothing else of it.
 */
final class UsedOffsets {
  private UsedOffsets() {}

  /** The offsets of the committed records of a topic, ascending, by partition. */
  static SortedMap<Integer, long[]> ofTopic(String bootstrapServers, String topic) {
    SortedMap<Integer, long[]> offsets = new TreeMap<>();
    Map<String, Object> properties =
        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (var partition : consumer.partitionsFor(topic)) {
        TopicPartition at = new TopicPartition(topic, partition.partition());
        consumer.assign(List.of(at));
        consumer.seekToBeginning(List.of(at));
        long end = consumer.endOffsets(List.of(at)).get(at);
        long[] found = new long[(int) end];
        int count = 0;
        while (consumer.position(at) < end) {
          for (var record : consumer.poll(Duration.ofMillis(100))) {
            if (record.offset() < end) {
              found[count++] = record.offset();
            }
          }
        }
        offsets.put(at.partition(), Arrays.copyOf(found, count));
      }
    }
    return offsets;
  }

  /**
   * @param offsets of the topic's records, ascending, by partition
   */
  static void checkEachOnce(List<JournalBlock> blocks, Map<Integer, long[]> offsets) {
    Event.RunStarted started = (Event.RunStarted) blocks.getFirst().events().getFirst();
    Map<Integer, Long> positions = new TreeMap<>(started.startOffsets());
    Map<Integer, Integer> used = new TreeMap<>();
    for (JournalBlock block : blocks) {
      for (Event event : block.events()) {
        if (event instanceof Event.WindowApplied window) {
          for (Span span : window.spans()) {
            use(span, offsets.get(span.partition()), positions, used);
          }
        }
      }
    }
    Map<Integer, Integer> there = new TreeMap<>();
    offsets.forEach(
        (partition, all) -> {
          if (all.length > 0) {
            there.put(partition, all.length);
          }
        });
    assertEquals(there, used, "records used by partition");
  }

  private static void use(
      Span span, long[] offsets, Map<Integer, Long> positions, Map<Integer, Integer> used) {
    int partition = span.partition();
    assertEquals(
        positions.put(partition, span.toOffsetExclusive()),
        span.fromOffset(),
        "partition " + partition + ": a span does not begin where the last one ended");
    int there = place(offsets, span.toOffsetExclusive()) - place(offsets, span.fromOffset());
    assertEquals(there, span.records(), () -> "records of " + span);
    used.merge(partition, span.records(), Integer::sum);
  }

  private static int place(long[] offsets, long offset) {
    int found = Arrays.binarySearch(offsets, offset);
    return found < 0 ? -found - 1 : found;
  }
}
