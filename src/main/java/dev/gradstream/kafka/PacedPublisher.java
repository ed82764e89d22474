package dev.gradstream.kafka;

import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * Publishes records at a steady rate, in bursts, on a thread of its own until all are out or it is
 * closed.
 */
public final class PacedPublisher implements AutoCloseable {

  private final Thread thread = new Thread(this::publish, "gradstream-paced-publisher");
  private final KafkaConnection connection;
  private final String topic;
  private final LongFunction<byte[]> record;
  private final long records;
  private final double perSecond;
  private final int burstsPerSecond;
  private final Runnable onFailure;
  private volatile boolean closed;
  private volatile RuntimeException failure;

  /**
   * @param record the one of a number, from 0, asked for in order
   * @param records how many
   * @param onFailure run where publishing fails, after {@link #failure} was set
   */
  public PacedPublisher(
      KafkaConnection connection,
      String topic,
      LongFunction<byte[]> record,
      long records,
      double perSecond,
      int burstsPerSecond,
      Runnable onFailure) {
    this.connection = connection;
    this.topic = topic;
    this.record = record;
    this.records = records;
    this.perSecond = perSecond;
    this.burstsPerSecond = burstsPerSecond;
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
        for (; sent < due && !closed; sent++) {
          publisher.send(record.apply(sent));
        }
        LockSupport.parkNanos(1_000_000_000L / burstsPerSecond);
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
