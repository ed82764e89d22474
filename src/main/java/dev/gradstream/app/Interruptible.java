package dev.gradstream.app;

import dev.gradstream.console.Failure;
import dev.gradstream.pipeline.port.Outcome;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import reactor.core.publisher.Mono;

/**
 * A training session that Ctrl-C ends in order: the last block is committed, then the process goes.
 */
final class Interruptible {
  private Interruptible() {}

  /**
   * Trains, and closes what was trained with. Blocks the command's thread.
   *
   * @param gone completes where there is no Kafka any more and trying again is in vain
   */
  static Outcome train(
      Assembly.Training training, Shutdown shutdown, CompletionStage<Failure> gone) {
    CountDownLatch over = new CountDownLatch(1);
    Shutdown.Action stop =
        shutdown.onInterrupt(
            "trainer",
            () -> {
              training.trainer().stop();
              awaitQuietly(over);
            });
    try (training) {
      Mono<Outcome> inVain = Mono.fromFuture(gone.toCompletableFuture()).flatMap(Mono::error);
      return Mono.firstWithSignal(training.trainer().train(), inVain).block();
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
