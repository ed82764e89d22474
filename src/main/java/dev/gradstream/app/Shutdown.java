package dev.gradstream.app;

import dev.gradstream.console.Errors;
import dev.gradstream.console.ExitStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What happens on Ctrl-C (or a termination signal): the registered actions run, one after the
 * other, in the order of registration, within a bounded time; then the process ends with {@link
 * ExitStatus#INTERRUPTED} (143 after a termination signal).
 *
 * <p>An action typically asks a flow to stop and waits until its last commit is through. Commands
 * register and deregister on their own thread; the actions run on the JVM's shutdown thread, each
 * on a thread of its own so that one that hangs does not keep the process alive. Example:
 *
 * <pre>
 *   Shutdown.Action stop = shutdown.onInterrupt("trainer", trainer::stop);
 *   try {
 *     trainer.run();
 *   } finally {
 *     stop.close();
 *   }
 * </pre>
 */
final class Shutdown {
  private record Registered(String name, Runnable action) {}

  /** A registered action; closing takes it back. */
  interface Action extends AutoCloseable {
    @Override
    void close();
  }

  private final List<Registered> actions = new ArrayList<>();
  private final CountDownLatch requested = new CountDownLatch(1);
  private final Consumer<String> say;
  private final long limitMs;
  private final CountDownLatch over = new CountDownLatch(1);

  /**
   * @param say takes a message for people
   * @param limitMs longest time that all actions together may take
   */
  Shutdown(Consumer<String> say, long limitMs) {
    this.say = say;
    this.limitMs = limitMs;
  }

  /**
   * Makes the JVM run the actions when it is asked to end, and then wait, within the same time,
   * until the command has come to its end and said its last word.
   */
  void install() {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitOver(run()), "gradstream-shutdown"));
  }

  /** Registers an action; {@code name} is what people read if it takes too long. */
  synchronized Action onInterrupt(String name, Runnable action) {
    Registered registered = new Registered(name, action);
    actions.add(registered);
    return () -> remove(registered);
  }

  /** Whether somebody wants the process to end. */
  boolean requested() {
    return requested.getCount() == 0;
  }

  /** Waits until somebody wants the process to end. */
  void await() throws InterruptedException {
    requested.await();
  }

  /** The command is over: from now on there is nothing to stop. */
  void over() {
    over.countDown();
  }

  /** Runs the actions; gives the time by which everything has to be over. */
  long run() {
    List<Registered> todo = begin();
    long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMs);
    for (Registered registered : todo) {
      runWithin(registered, endNanos);
    }
    return endNanos;
  }

  private void awaitOver(long endNanos) {
    try {
      if (!over.await(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        say.accept("gave up waiting for the command; what was not committed will be done again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void runWithin(Registered registered, long endNanos) {
    Thread thread = new Thread(registered.action, "gradstream-stop-" + registered.name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(
        (t, error) ->
            say.accept("stopping " + registered.name + ": " + Errors.of(error).getMessage()));
    thread.start();
    try {
      long leftMs = Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
      thread.join(leftMs);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (thread.isAlive()) {
      say.accept(
          "gave up waiting for " + registered.name + "; what was not committed will be done again");
    }
  }

  private synchronized List<Registered> begin() {
    requested.countDown();
    return over.getCount() == 0 ? List.of() : List.copyOf(actions);
  }

  private synchronized void remove(Registered registered) {
    actions.remove(registered);
  }
}
