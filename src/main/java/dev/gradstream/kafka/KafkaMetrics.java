package dev.gradstream.kafka;

import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.codec.MetricsEvents;
import dev.gradstream.training.MetricsRecord;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The metrics of a run from its first commit to the one that is the newest now, in order. Blocks;
 * used by one thread.
 */
public final class KafkaMetrics implements Iterator<MetricsRecord>, AutoCloseable {
  private final String topic;
  private final LogReader log;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled =
      List.<ConsumerRecord<byte[], byte[]>>of().iterator();

  /** A topic that is not there reads as an empty one. */
  public KafkaMetrics(KafkaConnection connection, RunTopics topics) {
    topic = topics.metrics();
    log = new LogReader(connection, topic);
  }

  @Override
  public boolean hasNext() {
    if (!polled.hasNext()) {
      polled = log.next().iterator();
    }
    return polled.hasNext();
  }

  /**
   * @throws IllegalStateException naming the record that is no metrics event
   */
  @Override
  public MetricsRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException(topic);
    }
    ConsumerRecord<byte[], byte[]> record = polled.next();
    try {
      return MetricsEvents.decode(record.value());
    } catch (CorruptEventException foreign) {
      throw new IllegalStateException(
          "%s@%d: expected metrics, got something else (%s)"
              .formatted(topic, record.offset(), foreign.getMessage()),
          foreign);
    }
  }

  @Override
  public void close() {
    log.close();
  }
}
