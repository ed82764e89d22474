package dev.gradstream.app;

import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaPublisher;
import dev.gradstream.kafka.KafkaTopics;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes the demo's stream at a steady rate, on a thread of its own, until it is all out or
 * closed.
 */
final class DriftingTopic implements AutoCloseable {
  private static final int BURSTS_PER_SECOND = 50;

  private final Thread thread;
  private final KafkaConnection connection;
  private final String topic;
  private final FriedmanStream stream;
  private final long examples;
  private final double perSecond;
  private volatile boolean closed;
  private final Runnable onFailure;
  private volatile RuntimeException failure;

  private DriftingTopic(
      KafkaConnection connection,
      String topic,
      FriedmanStream stream,
      long examples,
      double perSecond,
      Runnable onFailure) {
    this.connection = connection;
    this.topic = topic;
    this.stream = stream;
    this.examples = examples;
    this.perSecond = perSecond;
    this.onFailure = onFailure;
    thread = new Thread(this::publish, "gradstream-demo-stream");
    thread.setDaemon(true);
  }

  /**
   * Creates the topic and begins to fill it.
   *
   * @param onFailure run where publishing fails, after {@link #failure} was set: nobody should wait
   *     for examples that will not come
   */
  static DriftingTopic start(
      KafkaConnection connection,
      String topic,
      int partitions,
      FriedmanStream stream,
      long examples,
      double perSecond,
      Runnable onFailure) {
    new KafkaTopics(connection).create(topic, partitions, Map.of());
    DriftingTopic filling =
        new DriftingTopic(connection, topic, stream, examples, perSecond, onFailure);
    filling.thread.start();
    return filling;
  }

  /** What went wrong while publishing; null for nothing. */
  RuntimeException failure() {
    return failure;
  }

  private void publish() {
    try (KafkaPublisher publisher = new KafkaPublisher(connection, topic)) {
      long startNanos = System.nanoTime();
      long sent = 0;
      while (sent < examples && !closed) {
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        long due = Math.min(examples, (long) (seconds * perSecond) + 1);
        for (; sent < due && !closed; sent++) {
          stream.next();
          publisher.send(stream.csv());
        }
        LockSupport.parkNanos(1_000_000_000L / BURSTS_PER_SECOND);
      }
      publisher.flush();
    } catch (RuntimeException e) {
      failure = e;
      onFailure.run();
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
