package dev.gradstream.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads partition 0 of a topic up to where it ends when the reader is opened, or was last told to
 * look again: only committed records, in order, from any place. Used by one thread.
 *
 * <p>Offsets have holes: each transaction leaves a marker, an aborted one leaves its records, too,
 * and compaction leaves what it likes. The consumer's position moves over them, so the position,
 * never the last record, tells when the end is reached.
 */
final class LogReader implements AutoCloseable {

  private static final Duration WAIT = Duration.ofMillis(100);
  private static final int STREAM_BYTES = 8 << 20;
  private static final int STEP_BYTES = 64 << 10;

  private final KafkaConnection connection;
  private final String topic;
  private final TopicPartition partition;
  private final Consumer<byte[], byte[]> consumer;
  private long beginOffset;
  private long endOffset;
  private long position;

  /** A topic that is not there reads as an empty one. */
  LogReader(KafkaConnection connection, String topic) {
    this(connection, topic, STREAM_BYTES, false);
  }

  /** For looking here and there: fetches little at a time, though always at least one record. */
  static LogReader ofSmallSteps(KafkaConnection connection, String topic) {
    return new LogReader(connection, topic, STEP_BYTES, false);
  }

  /** For a writer: waits for a topic that is known to be there until this broker knows it, too. */
  static LogReader ofExisting(KafkaConnection connection, String topic) {
    return new LogReader(connection, topic, STEP_BYTES, true);
  }

  private LogReader(KafkaConnection connection, String topic, int fetchBytes, boolean mustExist) {
    this.connection = connection;
    this.topic = topic;
    this.partition = new TopicPartition(topic, 0);
    this.consumer =
        connection.consumer(
            Map.of(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                fetchBytes,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                fetchBytes,
                // Everything asked for is there. A fetch that waits at the end would hold up the
                // next seek, and closing, for half a second.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                5,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                5_000,
                ConsumerConfig.RECEIVE_BUFFER_CONFIG,
                1 << 20));
    try {
      if (isThere(mustExist)) { // else it begins and ends at 0
        look();
        consumer.assign(List.of(partition));
      }
      seek(beginOffset);
    } catch (RuntimeException failed) {
      close();
      throw failed instanceof KafkaException
          ? ClusterException.of(connection, "reading topic " + topic, failed)
          : failed;
    }
  }

  private boolean isThere(boolean mustExist) {
    long deadlineNs = System.nanoTime() + KafkaConnection.PATIENCE.toNanos();
    while (consumer.partitionsFor(topic).isEmpty()) {
      if (!mustExist) {
        return false;
      }
      if (System.nanoTime() > deadlineNs) {
        throw new TimeoutException("topic " + topic + " does not appear");
      }
      LockSupport.parkNanos(WAIT.toNanos());
    }
    return true;
  }

  private void look() {
    beginOffset = consumer.beginningOffsets(List.of(partition)).get(partition);
    endOffset = committedEnd();
  }

  private long committedEnd() {
    return consumer.endOffsets(List.of(partition)).get(partition);
  }

  /** Looks again where the topic begins and ends now; {@link #seek} comes next. */
  void renew() {
    try {
      look();
    } catch (KafkaException failed) {
      throw ClusterException.of(connection, "reading topic " + topic, failed);
    }
  }

  /** Whether all up to an offset is committed or aborted by now; the reader's end stays. */
  boolean isDecided(long offset) {
    try {
      return committedEnd() > offset;
    } catch (KafkaException failed) {
      throw ClusterException.of(connection, "reading topic " + topic, failed);
    }
  }

  long beginOffset() {
    return beginOffset;
  }

  long endOffset() {
    return endOffset;
  }

  boolean ended() {
    return position >= endOffset;
  }

  void seek(long offset) {
    position = Math.max(offset, beginOffset);
    if (!ended()) {
      consumer.seek(partition, position);
    }
  }

  /** The next records, in order; none where the end is reached. Waits for an answer. */
  List<ConsumerRecord<byte[], byte[]>> next() {
    long deadlineNs = System.nanoTime() + KafkaConnection.PATIENCE.toNanos();
    try {
      while (!ended()) {
        ConsumerRecords<byte[], byte[]> polled = consumer.poll(WAIT);
        long before = position;
        position = consumer.position(partition);
        List<ConsumerRecord<byte[], byte[]>> records =
            polled.records(partition).stream().filter(r -> r.offset() < endOffset).toList();
        if (!records.isEmpty()) {
          return records;
        }
        if (position > before) {
          deadlineNs = System.nanoTime() + KafkaConnection.PATIENCE.toNanos();
        } else if (System.nanoTime() > deadlineNs) {
          throw new TimeoutException("nothing came from " + partition + "@" + position);
        }
      }
      return List.of();
    } catch (KafkaException failed) {
      throw ClusterException.of(connection, "reading topic " + topic, failed);
    }
  }

  /** The first record at or after an offset; afterwards the reader stands behind what it polled. */
  Optional<ConsumerRecord<byte[], byte[]>> firstFrom(long offset) {
    seek(offset);
    List<ConsumerRecord<byte[], byte[]>> records = next();
    return records.isEmpty() ? Optional.empty() : Optional.of(records.getFirst());
  }

  /** The last record: looked for from the end backwards, in strides that grow. */
  Optional<ConsumerRecord<byte[], byte[]>> last() {
    return last(record -> true);
  }

  /** The last record of a kind, in the same way. */
  Optional<ConsumerRecord<byte[], byte[]>> last(Predicate<ConsumerRecord<byte[], byte[]>> wanted) {
    for (long stride = 8; ; stride *= 8) {
      long from = Math.max(beginOffset, endOffset - stride);
      seek(from);
      ConsumerRecord<byte[], byte[]> last = null;
      for (var records = next(); !records.isEmpty(); records = next()) {
        last = records.reversed().stream().filter(wanted).findFirst().orElse(last);
      }
      if (last != null || from == beginOffset) {
        return Optional.ofNullable(last);
      }
    }
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
  }
}
