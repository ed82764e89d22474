package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A load is there as a whole or not at all, at once, whatever became of an earlier one. */
class KafkaLoadTest {
  private static final KafkaConnection CONNECTION = TestCluster.connection();

  private KafkaTopics.Topic topic;

  @BeforeEach
  void make_a_topic() {
    topic = new KafkaTopics(CONNECTION).create(TestCluster.newName("load"), 2, Map.of());
  }

  private KafkaLoad load(int records) {
    return new KafkaLoad(CONNECTION, topic, records);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What readers of committed records see now, by partition. */
  private SortedMap<Integer, List<String>> visible() {
    KafkaSource source = new KafkaSource(CONNECTION, topic.name());
    SourceExtent extent = source.extent();
    SortedMap<Integer, List<String>> seen = new TreeMap<>();
    extent.endOffsets().keySet().forEach(partition -> seen.put(partition, new ArrayList<>()));
    ReadPlan plan = new ReadPlan(extent.beginOffsets(), extent.endOffsets(), p -> true, 100);
    for (RecordChunk chunk : source.read(plan).collectList().block(Duration.ofSeconds(30))) {
      for (PartitionRecords records : chunk.partitions()) {
        for (int i = 0; i < records.size(); i++) {
          seen.get(records.partition()).add(new String(records.value(i), StandardCharsets.UTF_8));
        }
      }
    }
    return seen;
  }

  @Test
  void a_committed_load_is_seen_at_once_in_the_order_sent() {
    try (KafkaLoad load = load(1000)) {
      assertEquals(2, load.partitions());
      assertEquals(0, load.offsetsBefore());
      for (int i = 0; i < 1000; i++) {
        load.send(i % 2, null, bytes("r" + i));
      }
      load.commit();
    }
    SortedMap<Integer, List<String>> seen = visible();
    for (int partition = 0; partition < 2; partition++) {
      List<String> expected = new ArrayList<>();
      for (int i = partition; i < 1000; i += 2) {
        expected.add("r" + i);
      }
      assertEquals(expected, seen.get(partition));
    }
  }

  @Test
  void without_a_commit_nothing_is_seen() {
    try (KafkaLoad load = load(1)) {
      load.send(0, null, bytes("never"));
    }
    assertEquals(Map.of(0, List.of(), 1, List.of()), visible());
  }

  @Test
  void a_later_load_takes_over_from_one_that_hangs() {
    try (KafkaLoad hanging = load(1)) {
      hanging.send(0, null, bytes("never"));
      try (KafkaLoad next = load(1)) {
        next.send(0, null, bytes("kept"));
        next.commit();
      }
      assertEquals(Map.of(0, List.of("kept"), 1, List.of()), visible());
      hanging.send(0, null, bytes("never either"));
      assertThrows(ClusterException.class, hanging::commit);
    }
    assertEquals(Map.of(0, List.of("kept"), 1, List.of()), visible());
  }

  @Test
  void records_of_one_key_share_a_partition() {
    try (KafkaLoad load = load(40)) {
      for (int i = 0; i < 40; i++) {
        load.send(-1, bytes("key" + i % 4), bytes("key" + i % 4));
      }
      load.commit();
    }
    SortedMap<Integer, List<String>> seen = visible();
    assertEquals(40, seen.get(0).size() + seen.get(1).size());
    seen.values()
        .forEach(values -> values.forEach(value -> assertEquals(10, count(values, value))));
  }

  private static long count(List<String> values, String value) {
    return values.stream().filter(value::equals).count();
  }
}
