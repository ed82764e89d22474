package dev.gradstream.kafka;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Fills a topic with records: record {@code i} goes to partition {@code i mod partitions}, so that
 * one file always gives the same topic. Order within a partition is kept and nothing is written
 * twice, whatever is retried.
 *
 * <p>Used by one thread. {@link #send} blocks while the buffer is full (backpressure); a record
 * that could not be written shows at a later call, at the latest at {@link #flush}.
 */
public final class KafkaPublisher implements AutoCloseable {

  private static final Map<String, Object> TUNING =
      Map.of(
          ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10,
          ProducerConfig.LINGER_MS_CONFIG, 5,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);

  private final KafkaConnection connection;
  private final KafkaTopics.Topic topic;
  private final Producer<byte[], byte[]> producer;
  private final Runnable unwatch;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private long sent;

  /**
   * @throws IllegalArgumentException where there is no such topic
   */
  public KafkaPublisher(KafkaConnection connection, String topic) {
    this.connection = connection;
    this.topic =
        new KafkaTopics(connection)
            .describe(topic)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s has no topic '%s'; create it first"
                            .formatted(connection.bootstrapServers(), topic)));
    this.producer = connection.producer(TUNING, Map.of());
    this.unwatch = connection.watch().opened(producer);
  }

  public int partitions() {
    return topic.partitions();
  }

  /** Records handed over so far. */
  public long sent() {
    return sent;
  }

  /** Records that the broker has taken so far; from any thread. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** The next record, to the next partition in turn. */
  public void send(byte[] value) {
    send((int) (sent % topic.partitions()), null, value, Map.of());
  }

  /** A record for a partition of the caller's choice. */
  public void send(int partition, byte[] key, byte[] value, Map<String, byte[]> headers) {
    check();
    List<Header> kafkaHeaders =
        headers.entrySet().stream()
            .<Header>map(header -> new RecordHeader(header.getKey(), header.getValue()))
            .toList();
    try {
      producer.send(
          new ProducerRecord<>(topic.name(), partition, null, key, value, kafkaHeaders),
          (metadata, failed) -> {
            if (failed == null) {
              acknowledged.incrementAndGet();
            } else {
              failure.compareAndSet(null, failed);
            }
          });
    } catch (KafkaException failed) {
      throw ClusterException.of(connection, "writing to topic " + topic.name(), failed);
    }
    sent++;
  }

  /**
   * Publishes them all and waits until the broker has taken them.
   *
   * @param progress told now and then how many it has taken
   * @return how many they were
   */
  public long publish(Iterator<byte[]> records, LongConsumer progress) {
    long before = sent;
    while (records.hasNext()) {
      send(records.next());
      if (sent % 4096 == 0) {
        progress.accept(acknowledged());
      }
    }
    flush();
    progress.accept(acknowledged());
    return sent - before;
  }

  /** Waits until everything that was sent is taken, or fails with why it was not. */
  public void flush() {
    producer.flush();
    check();
  }

  private void check() {
    Exception failed = failure.get();
    if (failed != null) {
      throw ClusterException.of(
          connection,
          "writing to topic %s (%d of %d records were taken)"
              .formatted(topic.name(), acknowledged(), sent),
          failed);
    }
  }

  @Override
  public void close() {
    unwatch.run();
    producer.close(Duration.ofSeconds(10));
  }
}
