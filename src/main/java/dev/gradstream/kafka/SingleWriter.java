package dev.gradstream.kafka;

import dev.gradstream.pipeline.port.FencedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import reactor.core.publisher.Mono;

/**
 * One role's transactional producer: at most one at a time can write, the one that began last.
 *
 * <p>Everything runs on one daemon thread of its own, in the order it was handed over.
 */
final class SingleWriter implements AutoCloseable {

  /** A transaction took place or did not, nobody knows; the writer must fence again. */
  static final class UnknownOutcome extends RuntimeException {
    UnknownOutcome(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private static final Map<String, Object> TUNING =
      Map.of(
          ProducerConfig.LINGER_MS_CONFIG, 0,
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000,
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000,
          ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);

  private final KafkaConnection connection;
  private final String run;
  private final String transactionalId;
  private final Map<String, Object> tuning;
  private final ExecutorService thread;
  private Producer<byte[], byte[]> producer; // null until fenced, and after a failure
  private Runnable unwatch;

  /**
   * @param tuning producer properties on top of ours, below the user's
   */
  SingleWriter(
      KafkaConnection connection, String run, String transactionalId, Map<String, Object> tuning) {
    this.connection = connection;
    this.run = run;
    this.transactionalId = transactionalId;
    this.tuning = new TreeMap<>(tuning);
    TUNING.forEach(this.tuning::putIfAbsent);
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("kafka-writer-" + transactionalId).factory());
  }

  /** Runs work on the writer's thread when subscribed to; it is not undone by cancelling. */
  Mono<Void> run(Runnable work) {
    return Mono.create(
        sink -> {
          try {
            thread.execute(
                () -> {
                  try {
                    work.run();
                    sink.success();
                  } catch (RuntimeException failed) {
                    sink.error(failed);
                  }
                });
          } catch (RejectedExecutionException closed) {
            sink.error(
                new IllegalStateException("run '" + run + "': the writer is closed", closed));
          }
        });
  }

  /** Runs work on the writer's thread and waits for it. */
  <T> T call(Callable<T> work) {
    try {
      return thread.submit(work).get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("run '" + run + "': interrupted", interrupted);
    }
  }

  boolean ready() {
    return producer != null;
  }

  /**
   * Becomes the only writer: fences every earlier one and waits until its last transaction is
   * settled. Nothing may be read before, or it may be old. On the writer's thread.
   */
  void fence() {
    letGo();
    Producer<byte[], byte[]> fresh = connection.watch().around(connection.producer(tuning, laws()));
    try {
      fresh.initTransactions();
    } catch (KafkaException failed) {
      fresh.close(Duration.ZERO);
      if (failed instanceof TimeoutException) {
        throw new IllegalStateException(
            "%s answers, but its transaction coordinator does not: %s (does it have as many brokers as transaction.state.log.replication.factor says?)"
                .formatted(connection.bootstrapServers(), failed.getMessage()),
            failed);
      }
      throw ClusterException.of(
          connection, "writing with transactional id " + transactionalId, failed);
    }
    producer = fresh;
    unwatch = connection.watch().opened(fresh);
  }

  /**
   * Becomes the only writer, and ends what a killed broker left open of the writer's last
   * transaction. On the writer's thread.
   */
  void fence(LostMarkers lost) {
    new KafkaTopics(connection)
        .with(
            "taking over with transactional id " + transactionalId,
            admin -> {
              for (int tries = 0; ; tries++) {
                boolean committed = LostMarkers.lastWasCommitted(admin, transactionalId);
                fence();
                List<LostMarkers.Open> open = lost.find(admin);
                // What is open after that is somebody else's.
                if (open.isEmpty() || tries == 2) {
                  return null;
                }
                lost.settle(this, open, committed);
              }
            });
  }

  private Map<String, Object> laws() {
    return Map.of(
        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
        transactionalId,
        // Readers of committed records wait for a dead writer's transaction as long as this.
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
        10_000,
        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
        RunTopics.JOURNAL_RECORD_BYTES + 2048);
  }

  /**
   * Sends everything in one transaction. On the writer's thread. After any failure the writer has
   * to {@link #fence} again.
   *
   * @throws FencedException where another writer has begun
   * @throws UnknownOutcome where it may or may not have taken place
   */
  void transact(Consumer<Producer<byte[], byte[]>> sends) {
    try {
      producer.beginTransaction();
      sends.accept(producer);
      producer.commitTransaction();
    } catch (RuntimeException failed) {
      RuntimeException told = abort(failed);
      letGo();
      throw told;
    }
  }

  /** Sends everything in a transaction that comes to nothing. On the writer's thread. */
  void abandon(Consumer<Producer<byte[], byte[]>> sends) {
    try {
      producer.beginTransaction();
      sends.accept(producer);
      producer.abortTransaction();
    } catch (RuntimeException failed) {
      RuntimeException told = abort(failed);
      letGo();
      throw told;
    }
  }

  private RuntimeException abort(RuntimeException failed) {
    if (isFenced(failed)) {
      return new FencedException(run, failed);
    }
    try {
      producer.abortTransaction();
    } catch (RuntimeException alsoFailed) {
      // A taken-over writer is first told that its epoch is too old, as is one whose transaction
      // ran into its timeout. Only the former is refused the abort, too.
      if (isFenced(alsoFailed) || alsoFailed instanceof InvalidProducerEpochException) {
        return new FencedException(run, failed);
      }
      failed.addSuppressed(alsoFailed);
    }
    return new UnknownOutcome(failed);
  }

  private static boolean isFenced(RuntimeException failed) {
    return ClusterException.unwrap(failed) instanceof ProducerFencedException;
  }

  private void letGo() {
    if (producer != null) {
      unwatch.run();
      producer.close(CLOSE_PATIENCE);
      producer = null;
    }
  }

  /** Lets go of the producer; what a dead cluster never answers is not waited for. */
  @Override
  public void close() {
    close(() -> {});
  }

  /** The same, and does something on the writer's thread before. */
  void close(Runnable before) {
    if (!thread.isShutdown()) {
      Future<?> left =
          thread.submit(
              () -> {
                try {
                  before.run();
                } finally {
                  letGo();
                }
              });
      thread.shutdown();
      try {
        left.get(2 * CLOSE_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (ExecutionException | java.util.concurrent.TimeoutException unclosed) {
        // It is a daemon's, and nothing was promised to anybody that hangs on it.
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
