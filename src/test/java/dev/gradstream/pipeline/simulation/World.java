package dev.gradstream.pipeline.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * What runs when: lanes of tasks, each in its own order, among which a generator draws the next
 * one; and the time, which passes a little with each task and jumps where there is nothing to do.
 * One thread; equal seeds give equal histories.
 */
final class World implements InstantSource {
  private static final int REMEMBERED = 120;

  /** A thread of somebody's, as far as anybody can tell from outside. */
  final class Lane {
    final String name;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean frozen;
    private boolean dead;

    private Lane(String name) {
      this.name = name;
    }

    void post(Runnable task) {
      if (!dead) {
        tasks.add(task);
      }
    }

    /** Posts a task after a time. */
    void postIn(long millis, Runnable task) {
      timers.add(new Timer(nowMs + millis, timed++, this, task));
    }

    void freeze(boolean frozen) {
      this.frozen = frozen;
    }

    /** Nothing of it runs any more. */
    void die() {
      dead = true;
      tasks.clear();
      lanes.remove(this);
    }

    long nowMs() {
      return nowMs;
    }
  }

  private record Timer(long atMs, long number, Lane lane, Runnable task) {}

  final SplittableRandom random;
  private final List<Lane> lanes = new ArrayList<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(Comparator.comparingLong(Timer::atMs).thenComparingLong(Timer::number));
  private final Deque<String> story = new ArrayDeque<>();
  private long timed;
  private long nowMs = 1_000_000;

  /** Where pauses are waited for, whoever makes them. */
  final Lane pauses = lane("pauses");

  World(long seed) {
    random = new SplittableRandom(seed);
  }

  Lane lane(String name) {
    Lane lane = new Lane(name);
    lanes.add(lane);
    return lane;
  }

  /** Runs one task; false where there is nothing to do, now or later. */
  boolean step() {
    ring();
    List<Lane> ready = lanes.stream().filter(l -> !l.frozen && !l.tasks.isEmpty()).toList();
    if (ready.isEmpty()) {
      if (timers.isEmpty()) {
        return false;
      }
      nowMs = Math.max(nowMs, timers.peek().atMs());
      return true;
    }
    Lane lane = ready.get(random.nextInt(ready.size()));
    lane.tasks.poll().run();
    nowMs += random.nextInt(8) == 0 ? random.nextInt(12) : 0;
    return true;
  }

  private void ring() {
    while (!timers.isEmpty() && timers.peek().atMs() <= nowMs) {
      Timer timer = timers.poll();
      timer.lane().post(timer.task());
    }
  }

  void jump(long millis) {
    nowMs += millis;
  }

  long nowMs() {
    return nowMs;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMs);
  }

  /** Remembers what happened, for the one who has to find out why it went wrong. */
  void tell(String what) {
    if (story.size() == REMEMBERED) {
      story.removeFirst();
    }
    story.add("  %7d ms  %s".formatted(nowMs - 1_000_000, what));
  }

  String story() {
    return String.join("\n", story);
  }

  /** True once in so many times. */
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }
}
