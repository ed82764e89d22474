package dev.gradstream.web;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.training.Event;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The runs of this process as the page shows them.
 *
 * <p>Law: whatever a reader gets was committed, and is a copy. Writers are the committing thread
 * and the command around it, readers are requests; a lock is held for a copy of at most a few
 * thousand numbers, so that no client, however slow, holds up a commit.
 *
 * <pre>{@code
 * feed.headline("Friedman #1, drift at example 20,000");
 * feed.line("best possible", 1.0);
 * feed.mark(20_000, "drift");
 * // the pipeline calls started, committed ..., stopped
 * feed.replaying(1_000, 64_000);
 * feed.verdict(true, "64,000 steps replayed, every bit agrees");
 * }</pre>
 */
public final class RunFeed implements StepSink {
  private static final int MOST_RUNS = 16;
  private static final long WATCHED_MS = 5_000; // who listens asks at least every two seconds

  /** An answer to "what is new since then": a document, and the cursor for the next question. */
  record Update(Cursor cursor, long version, Map<String, Object> document) {}

  private final InstantSource clock;
  private final long incarnation;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final LinkedHashMap<String, RunHistory> runs = new LinkedHashMap<>();
  private final List<Consumer<RunStory>> early = new ArrayList<>();
  private volatile long askedMs = Long.MIN_VALUE / 2;
  private RunHistory current;
  private long version;
  private long runsEver;

  /** A feed on the system's clock. */
  public RunFeed() {
    this(InstantSource.system());
  }

  /**
   * @param clock tells how old the last commit is
   */
  public RunFeed(InstantSource clock) {
    this.clock = clock;
    incarnation = clock.millis();
  }

  @Override
  public void started(Event.RunStarted run, long step) {
    change(() -> of(run.run()).started(run, step));
  }

  @Override
  public void committed(CommittedBlock block) {
    change(
        () -> {
          RunHistory run = of(block.run());
          run.committed(block);
          if (RunHistory.wentBack(block)) {
            run.number(++runsEver);
          }
        });
  }

  @Override
  public void paused(boolean paused) {
    change(
        () -> {
          if (current != null && paused) {
            current.story.paused(true);
          }
        });
  }

  @Override
  public void stopped(String reason) {
    change(
        () -> {
          if (current != null) {
            current.stopped(reason);
          }
        });
  }

  @Override
  public boolean looks() {
    return clock.millis() - askedMs < WATCHED_MS;
  }

  /** A sentence under the run's name. */
  public void headline(String text) {
    tell(story -> story.headline(text));
  }

  /** The layers from the input to the output. */
  public void network(List<Layer> layers) {
    tell(story -> story.network(layers));
  }

  /** A horizontal line in the chart of the loss, for instance the best possible value. */
  public void line(String name, double value) {
    tell(story -> story.line(name, value));
  }

  /** A vertical line in the charts at this number of examples. */
  public void mark(long example, String text) {
    tell(story -> story.mark(example, text));
  }

  /** The run is being recomputed from its journal and has come to {@code step}. */
  public void replaying(long step, long ofSteps) {
    tell(story -> story.replaying(step, ofSteps));
  }

  /** What the recomputation found, in a sentence. */
  public void verdict(boolean identical, String text) {
    tell(story -> story.verdict(identical, text));
  }

  /** Whether there is a run to show. */
  boolean hasRun() {
    return locked(() -> current != null);
  }

  /** Name and state of each run, the oldest first. */
  Map<String, Object> runs() {
    return locked(
        () -> {
          List<Map<String, Object>> rows = new ArrayList<>();
          runs.values().forEach(run -> rows.add(run.document(clock.millis())));
          rows.forEach(row -> row.keySet().retainAll(List.of("run", "state", "step", "examples")));
          Map<String, Object> document = new LinkedHashMap<>();
          document.put("current", current == null ? null : current.story.name());
          document.put("runs", rows);
          return document;
        });
  }

  /** Everything about a run but its curves; null names the current one. */
  Optional<Map<String, Object>> run(String name) {
    return locked(
        () ->
            find(name)
                .map(
                    run -> {
                      Map<String, Object> document = run.document(clock.millis());
                      document.putAll(run.background());
                      return document;
                    }));
  }

  /** Curves of a run within {@code from < examples <= to}, each in at most {@code most} columns. */
  Optional<Map<String, Object>> series(String name, long from, long to, int most) {
    return locked(
        () ->
            find(name)
                .map(
                    run -> {
                      Map<String, Object> document =
                          run.curves(new Cursor(incarnation, run.number(), from, -1), to, most);
                      document.put("cursor", run.cursor(incarnation));
                      return document;
                    }));
  }

  /**
   * What is new since {@code cursor}; where that is of another process or run, or null, the
   * document says {@code reset} and holds no curves.
   */
  Update since(String name, Cursor cursor, int most) {
    askedMs = clock.millis();
    return locked(
        () -> {
          RunHistory run = find(name).orElse(null);
          Map<String, Object> document = new LinkedHashMap<>();
          if (run == null) {
            document.put("reset", true);
            return new Update(new Cursor(incarnation, 0, -1, -1), version, document);
          }
          document.putAll(run.document(clock.millis()));
          if (cursor == null || cursor.feed() != incarnation || cursor.run() != run.number()) {
            document.put("reset", true);
          } else {
            document.put("series", run.curves(cursor, Long.MAX_VALUE, most));
          }
          return new Update(run.cursor(incarnation), version, document);
        });
  }

  /** Waits until something is newer than {@code seen}, or the time is over. */
  void awaitChange(long seen, long atMostMs) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(atMostMs);
      while (version == seen && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<RunHistory> find(String name) {
    return Optional.ofNullable(name == null ? current : runs.get(name));
  }

  // The run that is spoken of last is the current one.
  private RunHistory of(String name) {
    current =
        runs.computeIfAbsent(
            name,
            key -> {
              RunHistory run = new RunHistory(++runsEver, key);
              early.forEach(word -> word.accept(run.story));
              early.clear();
              return run;
            });
    if (runs.size() > MOST_RUNS) {
      runs.pollFirstEntry();
    }
    return current;
  }

  private void tell(Consumer<RunStory> word) {
    change(
        () -> {
          if (current == null) {
            early.add(word);
          } else {
            word.accept(current.story);
          }
        });
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      version++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(java.util.function.Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }
}
