package dev.gradstream.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Adds many records to a topic in one transaction: all of them become visible at once, or, whatever
 * ends the process, none ever does.
 *
 * <p>Used by one thread. A later load of the same topic takes over from one that hangs or was
 * killed, whose records are then dropped at once.
 */
public final class KafkaLoad implements AutoCloseable {

  /** What a broker allows by default, {@code transaction.max.timeout.ms}. */
  private static final int LONGEST_MS = 900_000;

  /** A slow cluster takes this many records a second; the transaction may last as long. */
  private static final int SLOW_RECORDS_A_SECOND = 10_000;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaConnection connection;
  private final KafkaTopics topics;
  private final KafkaTopics.Topic topic;
  private final long offsetsBefore;
  private final Producer<byte[], byte[]> producer;
  private final ConcurrentMap<Integer, Long> lastOffsets = new ConcurrentHashMap<>();
  private final AtomicReference<Exception> failure = new AtomicReference<>();
  private boolean open;

  /**
   * Begins.
   *
   * @param topic that exists
   * @param records how many will come, about; it says how long readers of committed records wait
   *     for a load that was killed
   */
  public KafkaLoad(KafkaConnection connection, KafkaTopics.Topic topic, long records) {
    this.connection = connection;
    this.topics = new KafkaTopics(connection);
    this.topic = topic;
    this.offsetsBefore = sum(OffsetSpec.latest()) - sum(OffsetSpec.earliest());
    this.producer = connection.producer(TUNING, laws(topic.name(), records));
    try {
      producer.initTransactions();
      dropWhatWasLeft();
      producer.beginTransaction();
      open = true;
    } catch (KafkaException | ClusterException failed) {
      producer.close(Duration.ZERO);
      throw failed instanceof KafkaException kafka ? told(kafka) : failed;
    }
  }

  /** An earlier load that nobody was told of, and that would become visible along with this one. */
  private void dropWhatWasLeft() {
    List<TopicPartition> all =
        IntStream.range(0, topic.partitions())
            .mapToObj(partition -> new TopicPartition(topic.name(), partition))
            .toList();
    List<LostMarkers.Open> left =
        topics.with(
            "publishing to topic " + topic.name(), new LostMarkers(connection, all, false)::find);
    if (!left.isEmpty()) {
      producer.beginTransaction();
      LostMarkers.touch(producer, left);
      producer.abortTransaction();
    }
  }

  private static final Map<String, Object> TUNING =
      Map.of(
          ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10,
          ProducerConfig.LINGER_MS_CONFIG, 5,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);

  private static Map<String, Object> laws(String topic, long records) {
    long expectedMs = 60_000 + records * 1000 / SLOW_RECORDS_A_SECOND;
    return Map.of(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        "gradstream.load." + topic,
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        (int) Math.min(LONGEST_MS, expectedMs));
  }

  public int partitions() {
    return topic.partitions();
  }

  /** Offsets used before, those of aborted transactions and of markers included. */
  public long offsetsBefore() {
    return offsetsBefore;
  }

  /**
   * Adds a record; waits while the buffer is full.
   *
   * @param partition -1: by the key's hash
   * @param key null for none
   */
  public void send(int partition, byte[] key, byte[] value) {
    check();
    Integer chosen = partition < 0 ? null : Integer.valueOf(partition);
    try {
      producer.send(
          new ProducerRecord<>(topic.name(), chosen, key, value),
          (metadata, failed) -> {
            if (failed == null) {
              lastOffsets.merge(metadata.partition(), metadata.offset(), Math::max);
            } else {
              failure.compareAndSet(null, failed);
            }
          });
    } catch (KafkaException failed) {
      throw told(failed);
    }
  }

  /** Makes everything sent visible; returns when readers of committed records see it. */
  public void commit() {
    try {
      producer.flush();
      check();
      producer.commitTransaction();
      open = false;
    } catch (KafkaException failed) {
      throw told(failed);
    }
    awaitVisible();
  }

  // A commit returns before its markers are written, and until then the end that readers see is the
  // old one; a bounded run that starts right now would miss everything.
  private void awaitVisible() {
    long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
    topics.with(
        "publishing to topic " + topic.name(),
        admin -> {
          SortedMap<Integer, Long> ends = new TreeMap<>();
          do {
            ends.putAll(
                KafkaTopics.offsets(admin, topic.name(), topic.partitions(), OffsetSpec.latest()));
          } while (!visible(ends) && System.nanoTime() < deadlineNs);
          return ends;
        });
  }

  private boolean visible(SortedMap<Integer, Long> ends) {
    return lastOffsets.entrySet().stream()
        .allMatch(last -> ends.get(last.getKey()) > last.getValue());
  }

  private long sum(OffsetSpec spec) {
    return topics.offsets(topic.name(), topic.partitions(), spec).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private void check() {
    Exception failed = failure.get();
    if (failed != null) {
      throw told(failed);
    }
  }

  private RuntimeException told(Exception failed) {
    return ClusterException.of(
        connection, "publishing to topic " + topic.name() + " (nothing of it is visible)", failed);
  }

  /** Without {@link #commit}, drops everything sent. */
  @Override
  public void close() {
    try {
      if (open) {
        producer.abortTransaction();
      }
    } catch (KafkaException failed) {
      // The broker drops the transaction itself, at its timeout or when the next load begins.
      failure.compareAndSet(null, failed);
    } finally {
      producer.close(Duration.ofSeconds(10));
    }
  }
}
