package dev.gradstream.app;

import dev.gradstream.kernel.Conversions;
import dev.gradstream.training.Rehearsal;
import dev.gradstream.training.Specification;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the JVM compile a run's step, and the conversions of numbers by vectors, while the clients
 * connect: rehearses each on a thread of its own. A step for no longer than the compiler takes on
 * an idle machine; conversions, which go by plain loops meanwhile, until vectors are faster, and
 * only when the compiler has done what a start needs.
 */
final class Rehearsing {
  private static final long STEPS_NS = 1_200_000_000;
  private static final long CONVERSIONS_AFTER_NS = 3_000_000_000L;
  private static final long CONVERSIONS_NS = 60_000_000_000L; // then plain loops it is
  private static final long PAUSE_NS = 3_000_000;
  private static final int ROWS = 64;
  private static final int IN_A_ROW = 3; // one round may be faster because the other was disturbed

  private static final AtomicBoolean CONVERTED = new AtomicBoolean(); // they are the process's

  private Rehearsing() {}

  static void steps(Specification specification) {
    long end = System.nanoTime() + STEPS_NS;
    start(() -> Rehearsal.of(specification, () -> System.nanoTime() - end > 0));
  }

  /** The first time in this process; nothing later. */
  static void conversions() {
    if (Conversions.haveVectors() && !CONVERTED.getAndSet(true)) {
      start(Rehearsing::untilVectorsAreFaster);
    }
  }

  private static void start(Runnable rehearsal) {
    Thread.ofPlatform().daemon().name("rehearsal").start(rehearsal);
  }

  private static void untilVectorsAreFaster() {
    LockSupport.parkNanos(CONVERSIONS_AFTER_NS);
    long end = System.nanoTime() + CONVERSIONS_NS;
    int faster = 0;
    while (faster < IN_A_ROW && System.nanoTime() - end < 0) {
      long plain = taken(false);
      long vectors = taken(true);
      faster = vectors < plain ? faster + 1 : 0;
      LockSupport.parkNanos(Math.max(PAUSE_NS, 2 * vectors));
    }
    if (faster == IN_A_ROW) {
      Conversions.byVectors();
    }
  }

  private static long taken(boolean vectors) {
    long start = System.nanoTime();
    Conversions.rehearse(vectors, ROWS);
    return System.nanoTime() - start;
  }
}
