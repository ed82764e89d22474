package dev.gradstream.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The one thread that owns a run's state. An ordinary thread, not one of Reactor's, because it may
 * be blocked while a journal is read.
 */
final class TrainingThread implements AutoCloseable {
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "gradstream-training");
            thread.setDaemon(true);
            return thread;
          });
  private final Scheduler scheduler = Schedulers.fromExecutorService(executor);

  TrainingThread() {
    Rehearsing.conversions(); // whoever owns a state is about to read examples
  }

  Scheduler scheduler() {
    return scheduler;
  }

  @Override
  public void close() {
    scheduler.dispose();
    executor.shutdownNow();
  }
}
