package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

/**
 * Kills at random moments. One counts only where the journal grew between the one before and it,
 * and again after it; those that came before a trainer had committed anything are done, too, but
 * not counted.
 */
final class Kills {
  private final Random random;
  private final String name;
  private int counted;
  private int others;
  private long sequenceAtLast = -1;
  private boolean grewBeforeLast;

  Kills(String name) {
    this.name = name;
    long seed = Long.getLong("kills.seed", System.nanoTime());
    System.err.println(name + ": -Dkills.seed=" + seed); // a failure can be tried again with it
    random = new Random(seed);
  }

  int counted() {
    return counted;
  }

  int draw(int mostExclusive) {
    return random.nextInt(mostExclusive);
  }

  /** A process was killed while the journal's newest block was this one. */
  void happened(long sequence) {
    grew(sequence);
    grewBeforeLast = sequence > sequenceAtLast;
    sequenceAtLast = sequence;
    others += grewBeforeLast ? 0 : 1;
  }

  /** The journal is known to reach as far. */
  void grew(long sequence) {
    if (grewBeforeLast && sequence > sequenceAtLast) {
      grewBeforeLast = false;
      counted++;
    }
  }

  /** Another run follows: nothing is left to grow after the last kill. */
  void nextRun() {
    grewBeforeLast = false;
    sequenceAtLast = -1;
  }

  void report(int wanted) {
    System.out.printf("%s: %d kills counted, %d others%n", name, counted, others);
    assertTrue(counted >= wanted, counted + " kills came between two blocks, wanted " + wanted);
  }
}
