package dev.gradstream.kafka;

import dev.gradstream.pipeline.port.ReadPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka's own consumer reads of a topic where nobody does anything with it: tuned as a source
 * is, every record looked at and forgotten. The yardstick of everything that is made of it.
 */
public final class BareConsumer {
  private static final Duration POLL = Duration.ofMillis(100);

  private BareConsumer() {}

  /**
   * @param records that were read
   * @param bytes of their values
   * @param nanos from the first record to the last, without connecting
   */
  public record Reading(long records, long bytes, long nanos) {}

  /**
   * Reads from where a topic begins to where it ends now. Blocks.
   *
   * @param ends offset to end at by partition, exclusive
   * @param progress told after each poll how many records have come
   */
  public static Reading read(
      KafkaConnection connection, String topic, Map<Integer, Long> ends, LongConsumer progress) {
    List<TopicPartition> open = new ArrayList<>();
    ends.keySet().forEach(partition -> open.add(new TopicPartition(topic, partition)));
    long records = 0;
    long bytes = 0;
    long start = 0;
    try (Consumer<byte[], byte[]> consumer =
        connection.consumer(SourceReading.tuning(ends.size(), ReadPlan.MOST_RECORDS))) {
      consumer.assign(open);
      consumer.seekToBeginning(open);
      open.removeIf(at -> consumer.position(at) >= ends.get(at.partition()));
      while (!open.isEmpty()) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
        start = start == 0 && !polled.isEmpty() ? System.nanoTime() : start;
        for (ConsumerRecord<byte[], byte[]> record : polled) {
          bytes += record.value() == null ? 0 : record.value().length;
        }
        records += polled.count();
        progress.accept(records);
        open.removeIf(at -> consumer.position(at) >= ends.get(at.partition()));
      }
      return new Reading(records, bytes, start == 0 ? 0 : System.nanoTime() - start);
    }
  }
}
