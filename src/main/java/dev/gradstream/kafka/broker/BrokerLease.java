package dev.gradstream.kafka.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A held place at the embedded broker over one data directory: the broker lives as long as somebody
 * holds one, and is started again, on the same port, when it dies while one is held.
 *
 * <p>A {@code kill -9} of the holder gives the lease back as {@link #close} does. All methods may
 * be called from any thread; {@code progress} is called by the acquiring thread and later by the
 * one that watches over the broker.
 */
public final class BrokerLease implements AutoCloseable {

  /** A broker that dies this often within a minute has a reason that a restart does not mend. */
  private static final int DEATHS_A_MINUTE = 5;

  private final BrokerStarter starter;
  private final CompletableFuture<BrokerException> failure = new CompletableFuture<>();
  private LeaseLine line; // guarded by this
  private boolean closed; // guarded by this

  private BrokerLease(BrokerStarter starter, LeaseLine line) {
    this.starter = starter;
    this.line = line;
  }

  /**
   * Joins the broker over {@code dataDir} or starts one, in about 2 s.
   *
   * @param progress told in one line what is being done, as there is a wait
   * @throws BrokerException if the directory can't serve, or the broker did not come up
   */
  public static BrokerLease acquire(Path dataDir, Consumer<String> progress)
      throws BrokerException {
    var starter = new BrokerStarter(BrokerDirectory.open(dataDir), progress);
    var lease = new BrokerLease(starter, starter.joinOrStart());
    Thread.ofPlatform().daemon().name("broker-lease").start(lease::watch);
    return lease;
  }

  /** {@code 127.0.0.1:port}. */
  public String bootstrapServers() {
    return line().address().bootstrapServers();
  }

  /** The broker's process; another one after a restart. */
  public long pid() {
    return line().address().pid();
  }

  public Path dataDir() {
    return starter.directory().path();
  }

  /** Completes if the broker is gone and could not be had again at its address. */
  public CompletionStage<BrokerException> failure() {
    return failure.minimalCompletionStage();
  }

  @Override
  public synchronized void close() {
    closed = true;
    line.close();
  }

  private synchronized LeaseLine line() {
    return line;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void watch() {
    var deathsNs = new ArrayDeque<Long>();
    String address = bootstrapServers();
    try {
      while (true) {
        line().awaitEnd();
        if (isClosed()) {
          return;
        }
        long nowNs = System.nanoTime();
        deathsNs.addLast(nowNs);
        deathsNs.removeIf(ns -> nowNs - ns > Duration.ofMinutes(1).toNanos());
        if (deathsNs.size() > DEATHS_A_MINUTE) {
          throw new BrokerException(
              died("died %d times within a minute".formatted(deathsNs.size())));
        }
        starter.progress().accept("the embedded Kafka broker died; bringing it back");
        if (!replace(BrokerDirectory.open(dataDir()), address)) {
          return;
        }
      }
    } catch (BrokerException e) {
      starter.progress().accept(e.getMessage());
      failure.complete(e);
    }
  }

  /** False if the lease was given back meanwhile. */
  private boolean replace(BrokerDirectory directory, String address) throws BrokerException {
    LeaseLine fresh = new BrokerStarter(directory, starter.progress()).joinOrStart();
    synchronized (this) {
      line.close();
      line = fresh;
      if (closed) {
        fresh.close();
        return false;
      }
    }
    if (!fresh.address().bootstrapServers().equals(address)) {
      throw new BrokerException(
          died(
              "is back at %s, as its port was taken (start this command again)"
                  .formatted(fresh.address().bootstrapServers())));
    }
    return true;
  }

  private String died(String how) {
    return "the embedded broker at %s over %s %s; its log ends with: %s (all of it in %s)"
        .formatted(
            bootstrapServers(),
            dataDir(),
            how,
            starter.directory().logTail(),
            starter.directory().log());
  }
}
