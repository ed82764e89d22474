package dev.gradstream.pipeline.port;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * Turns something that is polled into a flux, by demand: one poll, one signal.
 *
 * <p>Each subscriber has one plain daemon thread. It alone opens, polls and closes, so that a
 * connection which knows only one thread (a Kafka consumer) is safe. It is not a worker of a
 * Reactor scheduler: those are interrupted when a flux ends, in the middle of closing. Without
 * demand the thread is parked and nothing is polled. The end and an error are signalled after the
 * connection is closed.
 */
public final class PolledFlux<T> extends Flux<T> {

  /** What is polled. Every method but {@link #wakeup} is called on the flux's own thread. */
  public interface Poll<T> extends AutoCloseable {

    /** Whether nothing will ever come any more; asked before each poll, with or without demand. */
    boolean ended();

    /** Waits for a while for the next signal; null where there is none, for instance woken up. */
    T next();

    /** Makes a {@link #next} that waits return soon. From any thread, at any time. */
    void wakeup();

    @Override
    void close();
  }

  private final String threadName;
  private final Supplier<? extends Poll<T>> open;

  public PolledFlux(String threadName, Supplier<? extends Poll<T>> open) {
    this.threadName = threadName;
    this.open = open;
  }

  @Override
  public void subscribe(CoreSubscriber<? super T> subscriber) {
    Worker<T> worker = new Worker<>(subscriber, open, threadName);
    subscriber.onSubscribe(worker);
    worker.thread.start();
  }

  private static final class Worker<T> implements Subscription, Runnable {
    private final CoreSubscriber<? super T> subscriber;
    private final Supplier<? extends Poll<T>> open;
    private final Thread thread;
    private final AtomicLong demand = new AtomicLong();
    private volatile Poll<T> poll;
    private volatile boolean cancelled;
    private volatile IllegalArgumentException misuse;

    Worker(
        CoreSubscriber<? super T> subscriber, Supplier<? extends Poll<T>> open, String threadName) {
      this.subscriber = subscriber;
      this.open = open;
      this.thread = new Thread(this, threadName);
      thread.setDaemon(true);
    }

    @Override
    public void request(long n) {
      if (n > 0) {
        demand.accumulateAndGet(n, Operators::addCap);
        LockSupport.unpark(thread);
      } else {
        misuse = new IllegalArgumentException("request(" + n + "): must be at least 1");
        stopWaiting();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      stopWaiting();
    }

    private void stopWaiting() {
      Poll<T> open = poll;
      if (open != null && Thread.currentThread() != thread) {
        open.wakeup();
      }
      LockSupport.unpark(thread);
    }

    @Override
    public void run() {
      Throwable failure = null;
      try {
        if (!cancelled) {
          pollUntilEnd();
        }
        failure = misuse;
      } catch (Throwable thrown) {
        failure = thrown;
      }
      if (cancelled) {
        if (failure != null) {
          Operators.onErrorDropped(failure, subscriber.currentContext());
        }
      } else if (failure != null) {
        subscriber.onError(failure);
      } else {
        subscriber.onComplete();
      }
    }

    private void pollUntilEnd() {
      try (Poll<T> opened = open.get()) {
        poll = opened;
        while (!cancelled && misuse == null && !opened.ended()) {
          if (demand.get() == 0) {
            LockSupport.park(this);
            continue;
          }
          T next = opened.next();
          if (next != null && !cancelled && misuse == null) {
            demand.updateAndGet(n -> n == Long.MAX_VALUE ? n : n - 1);
            subscriber.onNext(next);
          }
        }
      }
    }
  }
}
