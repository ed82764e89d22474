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
 * them with noise; or a class, and normal numbers around the class's centre. Record {@code i} is in
 * partition {@code i mod partitions}. One thread fills it.
 */
public final class BenchTopic {
  /** Examples that are drawn, to be sent again and again; fewer of very large ones. */
  public static final int DRAWN = 4096;

  private static final int DRAWN_BYTES = 64 << 20;
  private static final double CLASS_SHIFT = 0.25; // in standard deviations: classes overlap

  private final byte[][] records;

  /**
   * @param classes 1 for a number as the label
   */
  public BenchTopic(int features, int classes) {
    ExampleWriter writer = new ExampleWriter(features);
    Generator generator = Generator.of(42, 0);
    double[] x = new double[features];
    records = new byte[Math.clamp(DRAWN_BYTES / writer.sizeBytes(), 64, DRAWN)][];
    for (int i = 0; i < records.length; i++) {
      double y = classes == 1 ? number(x, generator) : classIndex(x, classes, generator);
      records[i] = writer.write(x, y);
    }
  }

  private static double number(double[] x, Generator generator) {
    double y = 0.1 * generator.gaussian();
    for (int j = 0; j < x.length; j++) {
      x[j] = generator.gaussian();
      y += x[j] * (j % 5 - 2) / x.length;
    }
    return y + Math.max(0, x[0]);
  }

  // A class's centre is apart in the features j with j mod classes = class.
  private static int classIndex(double[] x, int classes, Generator generator) {
    int right = generator.nextInt(classes);
    for (int j = 0; j < x.length; j++) {
      x[j] = generator.gaussian() + (j % classes == right ? CLASS_SHIFT : 0);
    }
    return right;
  }

  /** Bytes of a record's value. */
  public int recordBytes() {
    return records[0].length;
  }

  /** The i-th record; not to be changed. */
  public byte[] record(long i) {
    return records[(int) (i % records.length)];
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
