package dev.gradstream.pipeline.simulation;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;

/** Reactor's view of a {@link World.Lane}. */
final class LaneScheduler implements Scheduler {
  private final Supplier<World.Lane> lane;

  LaneScheduler(Supplier<World.Lane> lane) {
    this.lane = lane;
  }

  @Override
  public Disposable schedule(Runnable task) {
    Disposable.Swap cancelled = Disposables.swap();
    lane.get().post(unless(cancelled, task));
    return cancelled;
  }

  @Override
  public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
    Disposable.Swap cancelled = Disposables.swap();
    lane.get().postIn(unit.toMillis(delay), unless(cancelled, task));
    return cancelled;
  }

  private static Runnable unless(Disposable cancelled, Runnable task) {
    return () -> {
      if (!cancelled.isDisposed()) {
        task.run();
      }
    };
  }

  @Override
  public long now(TimeUnit unit) {
    return unit.convert(lane.get().nowMs(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Worker createWorker() {
    Disposable.Composite all = Disposables.composite();
    return new Worker() {
      @Override
      public Disposable schedule(Runnable task) {
        return LaneScheduler.this.schedule(unless(all, task));
      }

      @Override
      public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        return LaneScheduler.this.schedule(unless(all, task), delay, unit);
      }

      @Override
      public void dispose() {
        all.dispose();
      }

      @Override
      public boolean isDisposed() {
        return all.isDisposed();
      }
    };
  }

  @Override
  public void dispose() {}
}
