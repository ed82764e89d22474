package dev.gradstream.kafka.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Joins the broker of a directory, or starts it: however many commands and threads ask at once, one
 * of them starts it and the others join.
 */
record BrokerStarter(BrokerDirectory directory, Consumer<String> progress) {

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PREDECESSOR = Duration.ofSeconds(20);
  private static final Duration SHORTLY = Duration.ofMillis(100);

  /** File locks hold off other processes only. */
  private static final ReentrantLock THIS_JVM = new ReentrantLock();

  LeaseLine joinOrStart() throws BrokerException {
    Optional<LeaseLine> joined = join();
    return joined.isPresent() ? joined.get() : alone();
  }

  private Optional<LeaseLine> join() throws BrokerException {
    try {
      return BrokerAddress.read(directory.address()).flatMap(LeaseLine::open);
    } catch (IOException e) {
      throw new BrokerException(directory.address() + ": " + BrokerDirectory.reason(e), e);
    }
  }

  private LeaseLine alone() throws BrokerException {
    Duration patience = START.plus(PREDECESSOR);
    boolean locked = false;
    try {
      locked = THIS_JVM.tryLock(patience.toSeconds(), TimeUnit.SECONDS);
      Optional<FileHold> hold =
          locked ? FileHold.take(directory.start(), patience) : Optional.empty();
      try (FileHold _ =
          hold.orElseThrow(
              () ->
                  new BrokerException(
                      directory.start()
                          + ": another command has been starting the broker for "
                          + patience.toSeconds()
                          + " s (end that command, then try again)"))) {
        return joinOrStartLocked();
      }
    } catch (IOException e) {
      throw new BrokerException(directory.start() + ": " + BrokerDirectory.reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BrokerException(directory.path() + ": interrupted while the broker started", e);
    } finally {
      if (locked) {
        THIS_JVM.unlock();
      }
    }
  }

  private LeaseLine joinOrStartLocked() throws BrokerException, IOException {
    Optional<LeaseLine> joined = joinOrOutlive();
    if (joined.isPresent()) {
      return joined.get();
    }
    progress.accept("starting the embedded Kafka broker over " + directory.path());
    BrokerChild.start(directory, START);
    LeaseLine line =
        join()
            .orElseThrow(
                () ->
                    new BrokerException(
                        "the embedded broker over %s started but does not answer; its log: %s"
                            .formatted(directory.path(), directory.log())));
    progress.accept("the embedded Kafka broker is up at " + line.address().bootstrapServers());
    return line;
  }

  /** A broker that lives but can't be joined is just starting, just ending, or stuck. */
  private Optional<LeaseLine> joinOrOutlive() throws BrokerException, IOException {
    long endNs = System.nanoTime() + PREDECESSOR.toNanos();
    do {
      Optional<LeaseLine> joined = join();
      if (joined.isPresent()) {
        return joined;
      }
      Optional<FileHold> gone = FileHold.take(directory.running(), SHORTLY);
      if (gone.isPresent()) {
        gone.get().close();
        return Optional.empty();
      }
    } while (System.nanoTime() - endNs < 0);
    String pid =
        BrokerAddress.read(directory.address()).map(a -> Long.toString(a.pid())).orElse("PID");
    throw new BrokerException(
        "the broker over %s (process %s) neither answers nor ends (kill -9 %s, then try again; its log: %s)"
            .formatted(directory.path(), pid, pid, directory.log()));
  }
}
