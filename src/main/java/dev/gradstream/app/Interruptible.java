package dev.gradstream.app;

import dev.gradstream.pipeline.Outcome;
import java.util.concurrent.CountDownLatch;

/**
 * A training session that Ctrl-C ends in order: the last block is committed, then the process goes.
 */
final class Interruptible {
  private Interruptible() {}

  /** Trains, and closes what was trained with. Blocks the command's thread. */
  static Outcome train(Assembly.Training training, Shutdown shutdown) {
    CountDownLatch over = new CountDownLatch(1);
    Shutdown.Action stop =
        shutdown.onInterrupt(
            "trainer",
            () -> {
              training.trainer().stop();
              awaitQuietly(over);
            });
    try (training) {
      return training.trainer().train().block();
    } finally {
      over.countDown();
      stop.close();
    }
  }

  private static void awaitQuietly(CountDownLatch over) {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
