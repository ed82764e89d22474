package dev.gradstream.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Told of each lasting Kafka client, so that its own metrics can be bound to meters. Called on the
 * thread that owns the client; of a consumer only {@code metrics()} may be called elsewhere.
 */
public interface ClientWatch {

  ClientWatch NONE = new ClientWatch() {};

  /** Returns what to run before the consumer is closed. */
  default Runnable opened(Consumer<?, ?> consumer) {
    return () -> {};
  }

  /** What a writer calls in the producer's place. */
  default Producer<byte[], byte[]> around(Producer<byte[], byte[]> producer) {
    return producer;
  }

  /** Returns what to run before the producer is closed. */
  default Runnable opened(Producer<?, ?> producer) {
    return () -> {};
  }
}
