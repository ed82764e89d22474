package dev.gradstream.kafka;

import dev.gradstream.codec.ControlCommands;
import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.pipeline.port.Control;
import dev.gradstream.pipeline.port.PolledFlux;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** One read of a control topic. Lives on the thread of its {@link PolledFlux}. */
final class ControlReading implements PolledFlux.Poll<Control.Poll> {
  private final KafkaConnection connection;
  private final TopicPartition partition;
  private final Duration wait;
  private final Consumer<byte[], byte[]> consumer;
  private final long endOffset; // when reading began

  ControlReading(KafkaConnection connection, String topic, long fromPosition, Duration wait) {
    this.connection = connection;
    this.wait = wait;
    partition = new TopicPartition(topic, 0);
    consumer =
        connection.consumer(
            Map.of(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1 << 20,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                Math.toIntExact(wait.toMillis()),
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                1000));
    try {
      List<TopicPartition> only = List.of(partition);
      consumer.assign(only);
      long begin = consumer.beginningOffsets(only).get(partition);
      endOffset = consumer.endOffsets(only).get(partition);
      if (fromPosition > endOffset) {
        throw new IllegalStateException(
            "topic %s ends at %d, and the run has answered commands up to %d: it was deleted or made anew"
                .formatted(topic, endOffset, fromPosition - 1));
      }
      consumer.seek(partition, Math.max(begin, fromPosition));
    } catch (RuntimeException failed) {
      close();
      throw failed instanceof KafkaException
          ? ClusterException.of(connection, "reading topic " + topic, failed)
          : failed;
    }
  }

  @Override
  public boolean ended() {
    return false;
  }

  @Override
  public Control.Poll next() {
    try {
      List<Control.Placed> commands = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
        commands.add(placed(record));
      }
      return new Control.Poll(commands, consumer.position(partition) >= endOffset);
    } catch (WakeupException woken) {
      return null;
    } catch (KafkaException failed) {
      throw ClusterException.of(connection, "reading topic " + partition.topic(), failed);
    }
  }

  private static Control.Placed placed(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new Control.Placed(record.offset(), ControlCommands.decode(record.value()), null);
    } catch (CorruptEventException foreign) {
      return new Control.Placed(record.offset(), null, foreign.getMessage());
    }
  }

  @Override
  public void wakeup() {
    consumer.wakeup();
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
  }
}
