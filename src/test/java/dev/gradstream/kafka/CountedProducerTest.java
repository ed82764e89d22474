package dev.gradstream.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class CountedProducerTest {
  private final AtomicLong clock = new AtomicLong();
  private final List<Long> calls = new ArrayList<>();
  private final MockProducer<byte[], byte[]> real =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final Producer<byte[], byte[]> counted =
      CountedProducer.of(real, () -> clock.getAndAdd(7), calls::add);

  @Test
  void each_call_reaches_the_producer_and_is_counted() {
    counted.initTransactions();
    counted.beginTransaction();
    counted.send(new ProducerRecord<>("t", new byte[] {1}));
    counted.commitTransaction();
    assertEquals(1, real.history().size());
    assertEquals(List.of(7L, 7L, 7L, 7L), calls);
  }

  @Test
  void a_failure_is_the_producers_own_and_is_counted_too() {
    IllegalStateException failed =
        assertThrows(IllegalStateException.class, counted::beginTransaction);
    assertEquals(IllegalStateException.class, failed.getClass());
    assertEquals(List.of(7L), calls);
  }
}
