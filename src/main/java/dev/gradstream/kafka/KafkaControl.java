package dev.gradstream.kafka;

import dev.gradstream.codec.ControlCommands;
import dev.gradstream.pipeline.port.Control;
import dev.gradstream.pipeline.port.PolledFlux;
import dev.gradstream.training.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import reactor.core.publisher.Flux;

/**
 * Commands on Kafka: the topic {@link RunTopics#control}, one partition, offsets for positions. May
 * be called from any thread.
 */
public final class KafkaControl implements Control {
  /** Longest wait of a poll: a trainer that is paused looks up as often. */
  private static final Duration WAIT = Duration.ofMillis(100);

  private static final Map<String, Object> TUNING =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, 0,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);

  private final KafkaConnection connection;
  private final RunTopics topics;

  public KafkaControl(KafkaConnection connection, RunTopics topics) {
    this.connection = connection;
    this.topics = topics;
  }

  @Override
  public long send(Command command) {
    String doing = "sending a command to " + topics.control();
    // A run of an older version has no such topic yet.
    new KafkaTopics(connection)
        .with(doing, admin -> KafkaTopics.create(admin, List.of(topics.controlTopic())));
    try (Producer<byte[], byte[]> producer = connection.producer(TUNING, Map.of())) {
      var record =
          new ProducerRecord<byte[], byte[]>(
              topics.control(), 0, null, ControlCommands.encode(command));
      return producer.send(record).get().offset();
    } catch (ExecutionException | KafkaException failed) {
      throw ClusterException.of(connection, doing, failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(doing + ": interrupted", interrupted);
    }
  }

  @Override
  public Flux<Poll> read(long fromPosition) {
    return new PolledFlux<>(
        "kafka-control-" + topics.run(),
        () -> new ControlReading(connection, topics.control(), fromPosition, WAIT));
  }

  @Override
  public void close() {}
}
