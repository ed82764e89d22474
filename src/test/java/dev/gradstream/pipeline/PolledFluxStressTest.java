package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.PolledFlux;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * Demand and cancellation come from any thread at any time, while the poll thread parks, polls,
 * opens or ends: no wake-up is lost, nothing comes unasked, and what was opened is closed once.
 */
class PolledFluxStressTest {
  private static final int ROUNDS = 3_000;
  private static final int SIGNALS = 20;

  /** Counts, up to {@link #SIGNALS} or for ever; now and then it has nothing to give. */
  private static final class Counting implements PolledFlux.Poll<Integer> {
    private final Thread home = Thread.currentThread();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicLong closes = new AtomicLong();
    private final boolean endless;
    private int next;
    private int polls;

    Counting(boolean endless) {
      this.endless = endless;
    }

    @Override
    public boolean ended() {
      return !endless && next == SIGNALS;
    }

    @Override
    public Integer next() {
      assertSame(home, Thread.currentThread());
      return ++polls % 7 == 3 ? null : Integer.valueOf(next++);
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {
      assertSame(home, Thread.currentThread());
      closes.incrementAndGet();
      closed.countDown();
    }
  }

  private static final class Taking implements CoreSubscriber<Integer> {
    private final List<Integer> taken = new ArrayList<>(); // written by the poll thread alone
    private final AtomicLong asked = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Subscription subscription;
    private volatile Throwable failure;

    void ask(long n) {
      asked.addAndGet(n);
      subscription.request(n);
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
    }

    @Override
    public void onNext(Integer value) {
      taken.add(value);
      if (taken.size() > asked.get()) {
        failure = new AssertionError("more came than was asked for");
      }
    }

    @Override
    public void onError(Throwable failed) {
      failure = failed;
      ended.countDown();
    }

    @Override
    public void onComplete() {
      ended.countDown();
    }
  }

  @Test
  void every_demand_is_met_whoever_asks_and_whenever() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    for (int round = 0; round < ROUNDS; round++) {
      Counting[] opened = new Counting[1];
      Taking taking = new Taking();
      new PolledFlux<Integer>("stress", () -> opened[0] = new Counting(false)).subscribe(taking);
      int first = random.nextInt(SIGNALS + 1);
      int spins = random.nextInt(200);
      Thread other = Thread.ofPlatform().start(() -> askOneByOne(taking, first, spins));
      askOneByOne(taking, SIGNALS - first, random.nextInt(200));
      other.join();
      assertTrue(taking.ended.await(30, TimeUnit.SECONDS), "a demand was lost in round " + round);
      assertNull(taking.failure);
      assertEquals(SIGNALS, taking.taken.size());
      for (int i = 0; i < SIGNALS; i++) {
        assertEquals(i, taking.taken.get(i));
      }
      assertEquals(1, opened[0].closes.get(), "closed before the end was told");
    }
  }

  private static void askOneByOne(Taking taking, int times, int spins) {
    for (int i = 0; i < times; i++) {
      for (int spin = 0; spin < spins; spin++) {
        Thread.onSpinWait();
      }
      taking.ask(1);
    }
  }

  @Test
  void a_cancelled_read_is_closed_once_wherever_it_was() throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < ROUNDS; round++) {
      CountDownLatch open = new CountDownLatch(1);
      Counting[] opened = new Counting[1];
      Taking taking = new Taking();
      new PolledFlux<Integer>(
              "stress",
              () -> {
                opened[0] = new Counting(true);
                open.countDown();
                return opened[0];
              })
          .subscribe(taking);
      if (random.nextInt(4) > 0) { // else it may never be opened
        open.await();
      }
      taking.ask(random.nextInt(1, 50));
      for (int spin = random.nextInt(2_000); spin > 0; spin--) {
        Thread.onSpinWait();
      }
      taking.subscription.cancel();
      if (open.getCount() == 0) {
        assertTrue(
            opened[0].closed.await(30, TimeUnit.SECONDS), "a cancel was lost in round " + round);
        assertEquals(1, opened[0].closes.get());
      }
      assertNull(taking.failure);
      assertEquals(1, taking.ended.getCount(), "a cancelled read tells no end");
    }
  }
}
