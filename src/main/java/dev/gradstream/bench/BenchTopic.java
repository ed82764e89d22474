package dev.gradstream.bench;

import dev.gradstream.codec.ExampleWriter;
import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaPublisher;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kernel.Generator;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * A topic of examples of our own making: a vector of standard normal numbers, and a bent plane over
 * them with noise; record {@code i} is in partition {@code i mod partitions}. One thread fills it.
 */
public final class BenchTopic {
  private static final int DRAWN = 4096;

  private final byte[][] records = new byte[DRAWN][]; // drawn once, sent again and again

  public BenchTopic(int features) {
    ExampleWriter writer = new ExampleWriter(features);
    Generator generator = Generator.of(42, 0);
    double[] x = new double[features];
    for (int i = 0; i < DRAWN; i++) {
      double y = 0.1 * generator.gaussian();
      for (int j = 0; j < features; j++) {
        x[j] = generator.gaussian();
        y += x[j] * (j % 5 - 2) / features;
      }
      records[i] = writer.write(x, y + Math.max(0, x[0]));
    }
  }

  /** Bytes of a record's value. */
  public int recordBytes() {
    return records[0].length;
  }

  /** The i-th record; not to be changed. */
  public byte[] record(long i) {
    return records[(int) (i % DRAWN)];
  }

  /** Makes the topic; its files go at once when it is deleted. */
  public static void create(KafkaConnection connection, String topic, int partitions) {
    new KafkaTopics(connection).create(topic, partitions, Map.of("file.delete.delay.ms", "0"));
  }

  /** Adds so many records. */
  public void fill(KafkaConnection connection, String topic, long count, LongConsumer progress) {
    try (KafkaPublisher publisher = new KafkaPublisher(connection, topic)) {
      Iterator<byte[]> all = LongStream.range(0, count).mapToObj(this::record).iterator();
      publisher.publish(all, progress);
    }
  }
}
