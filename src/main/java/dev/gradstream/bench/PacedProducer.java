package dev.gradstream.bench;

import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaPublisher;
import java.util.concurrent.locks.LockSupport;

/**
 * Publishes examples at a steady rate, each millisecond's at once, on a thread of its own until all
 * are out or it is closed.
 */
public final class PacedProducer implements AutoCloseable {
  private static final long SLICE_NANOS = 1_000_000;

  private final Thread thread = new Thread(this::publish, "gradstream-bench-producer");
  private final KafkaConnection connection;
  private final String topic;
  private final BenchTopic examples;
  private final long records;
  private final double perSecond;
  private final Runnable onFailure;
  private volatile boolean closed;
  private volatile RuntimeException failure;

  /**
   * @param onFailure run where publishing fails, after {@link #failure} was set
   */
  public PacedProducer(
      KafkaConnection connection,
      String topic,
      BenchTopic examples,
      long records,
      double perSecond,
      Runnable onFailure) {
    this.connection = connection;
    this.topic = topic;
    this.examples = examples;
    this.records = records;
    this.perSecond = perSecond;
    this.onFailure = onFailure;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** What went wrong while publishing; null for nothing. */
  public RuntimeException failure() {
    return failure;
  }

  private void publish() {
    try (KafkaPublisher publisher = new KafkaPublisher(connection, topic)) {
      long start = System.nanoTime();
      long sent = 0;
      while (sent < records && !closed) {
        long due = Math.min(records, (long) ((System.nanoTime() - start) / 1e9 * perSecond) + 1);
        for (; sent < due; sent++) {
          publisher.send(examples.record(sent));
        }
        LockSupport.parkNanos(SLICE_NANOS);
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
