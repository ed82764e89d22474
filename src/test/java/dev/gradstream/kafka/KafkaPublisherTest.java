package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KafkaPublisherTest {

  private final KafkaConnection connection = TestCluster.connection();

  @Test
  void record_i_goes_to_partition_i_mod_p_in_order() {
    String topic = TestCluster.newName("published");
    new KafkaTopics(connection).create(topic, 3, Map.of());
    AtomicLong progress = new AtomicLong();
    try (KafkaPublisher publisher = new KafkaPublisher(connection, topic)) {
      Iterator<byte[]> records =
          IntStream.range(0, 20_000).mapToObj(KafkaPublisherTest::four).iterator();
      assertEquals(20_000, publisher.publish(records, progress::set));
      assertEquals(20_000, publisher.acknowledged());
      assertEquals(20_000, progress.get());
    }
    KafkaSource source = new KafkaSource(connection, topic);
    SourceExtent extent = source.extent();
    ReadPlan plan =
        new ReadPlan(extent.beginOffsets(), extent.endOffsets(), partition -> true, 100);
    int[] next = {0, 1, 2};
    for (RecordChunk chunk : source.read(plan).toIterable(2)) {
      for (PartitionRecords records : chunk.partitions()) {
        for (int i = 0; i < records.size(); i++) {
          assertArrayEquals(four(next[records.partition()]), records.value(i));
          next[records.partition()] += 3;
        }
      }
    }
    // 20,000 = 3 * 6,666 + 2: partitions 0 and 1 have one record more.
    assertArrayEquals(new int[] {20_001, 20_002, 20_000}, next);
  }

  @Test
  void a_topic_that_is_not_there_is_named() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new KafkaPublisher(connection, "no-such-topic").close());
    assertTrue(refused.getMessage().contains("no-such-topic"), refused::getMessage);
  }

  @Test
  void a_record_that_the_broker_does_not_take_is_reported() {
    String topic = TestCluster.newName("narrow");
    new KafkaTopics(connection).create(topic, 1, Map.of("max.message.bytes", "1000"));
    try (KafkaPublisher publisher = new KafkaPublisher(connection, topic)) {
      publisher.send(new byte[10]);
      publisher.flush();
      publisher.send(new byte[5000]);
      ClusterException refused = assertThrows(ClusterException.class, publisher::flush);
      assertTrue(refused.getMessage().contains("1 of 2 records"), refused::getMessage);
    }
  }

  private static byte[] four(int i) {
    return ByteBuffer.allocate(4).putInt(i).array();
  }
}
