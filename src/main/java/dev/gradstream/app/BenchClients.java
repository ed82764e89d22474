package dev.gradstream.app;

import dev.gradstream.bench.ClientBytes;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.CountedProducer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** Has the bench count what Kafka's producers allocate, beside what another watch does. */
record BenchClients(ClientWatch other, ClientBytes bytes) implements ClientWatch {
  @Override
  public Producer<byte[], byte[]> around(Producer<byte[], byte[]> producer) {
    return CountedProducer.of(other.around(producer), bytes::spent, bytes::call);
  }

  @Override
  public Runnable opened(Consumer<?, ?> consumer) {
    return other.opened(consumer);
  }

  @Override
  public Runnable opened(Producer<?, ?> producer) {
    return other.opened(producer);
  }
}
