package dev.gradstream.app;

import dev.gradstream.training.Rehearsal;
import dev.gradstream.training.Specification;

/**
 * Lets the JVM compile a run's step while the clients connect: rehearses it on a thread of its own,
 * for no longer than the compiler takes on an idle machine.
 */
final class Rehearsing {
  private static final long LIMIT_NS = 1_200_000_000;

  private Rehearsing() {}

  static void start(Specification specification) {
    long end = System.nanoTime() + LIMIT_NS;
    Thread.ofPlatform()
        .daemon()
        .name("rehearsal")
        .start(() -> Rehearsal.of(specification, () -> System.nanoTime() - end > 0));
  }
}
