package dev.gradstream.app;

import dev.gradstream.kafka.KafkaMetrics;
import dev.gradstream.kafka.RunTopics;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.replay.Beginning;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.StepReport;
import dev.gradstream.web.RunFeed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Tells a feed what the journals hold of a run, what a branch has from its ancestors first, in the
 * order in which it was committed. Only reads; a trainer at work is not disturbed. Blocks.
 */
final class Recollection {
  private final Assembly assembly;
  private final RunFeed feed;
  private final String run;
  private final LongConsumer progress;
  private long examples;
  private long lastMs;

  private Recollection(Assembly assembly, RunFeed feed, String run, LongConsumer progress) {
    this.assembly = assembly;
    this.feed = feed;
    this.run = run;
    this.progress = progress;
  }

  /**
   * Tells all of a run.
   *
   * @param progress told the number of examples so far, often
   * @return how the run began; empty where there is no such run, of which nothing is told
   */
  static Optional<Beginning> tell(
      Assembly assembly, String run, RunFeed feed, LongConsumer progress) {
    Optional<Beginning> beginning = assembly.beginning(run);
    beginning.ifPresent(
        known -> {
          feed.started(known.started(), 0);
          feed.network(NetworkLayers.of(known.started()));
          new Recollection(assembly, feed, run, progress).tell(known, run, Long.MAX_VALUE);
        });
    return beginning;
  }

  /**
   * @param name the run itself, or an ancestor
   * @param lastWindow of that one's that is part of the run's history
   */
  private void tell(Beginning beginning, String name, long lastWindow) {
    Event.RunBranched branched = beginning.branched();
    if (branched != null) {
      assembly
          .beginning(branched.parent()) // a parent may be gone; its branch is not
          .ifPresent(parent -> tell(parent, branched.parent(), branched.window()));
    }
    try (Journal journal = assembly.journal(name);
        KafkaMetrics metrics = new KafkaMetrics(assembly.connection(), RunTopics.of(name))) {
      long first = journal.firstSequence();
      if (first > 0 && name.equals(run)) {
        tell(journal.start().orElseThrow(), null);
      }
      MetricsRecord record = metrics.hasNext() ? metrics.next() : null;
      for (JournalBlock block : journal.read(first).toIterable(64)) {
        while (record != null && record.committedAtMs() < block.committedAtMs()) {
          record = metrics.hasNext() ? metrics.next() : null;
        }
        MetricsRecord fitting = null;
        if (record != null && record.lastStep() == lastStep(block)) {
          fitting = record;
          record = metrics.hasNext() ? metrics.next() : null;
        }
        if (name.equals(run)) {
          tell(block, fitting == null ? computed(block) : fitting);
        } else if (!told(block, fitting, lastWindow)) {
          return;
        }
      }
    }
  }

  // Of an ancestor's block; whether the next one may count, too.
  private boolean told(JournalBlock block, MetricsRecord record, long lastWindow) {
    List<Event> events =
        block.events().stream().filter(event -> isShared(event, lastWindow)).toList();
    boolean beyond = block.events().stream().anyMatch(event -> window(event) > lastWindow);
    if (!events.isEmpty()) {
      JournalBlock part =
          new JournalBlock(
              block.sequence(),
              block.writer(),
              block.model(),
              block.committedAtMs(),
              block.certificate(),
              events);
      tell(part, beyond || record == null ? computed(part) : record);
    }
    return !beyond;
  }

  private static boolean isShared(Event event, long lastWindow) {
    return switch (event) {
      case Event.RunStarted started -> false;
      case Event.RunBranched branched -> false;
      case Event.RunEnded ended -> false;
      case Event.RunPaused paused -> false;
      case Event.RunResumed resumed -> false;
      default -> window(event) <= lastWindow;
    };
  }

  private static long window(Event event) {
    return switch (event) {
      case Event.WindowApplied applied -> applied.window();
      case Event.WindowSkipped skipped -> skipped.window();
      default -> 0;
    };
  }

  private void tell(JournalBlock block, MetricsRecord metrics) {
    long before = examples;
    double rate = 0;
    if (metrics != null) {
      examples = metrics.examples();
      rate =
          lastMs > 0 && examples >= before
              ? 1000.0 * (examples - before) / Math.max(1, block.committedAtMs() - lastMs)
              : 0;
    }
    lastMs = block.committedAtMs();
    feed.committed(new CommittedBlock(run, block, metrics, Map.of(), Map.of(), rate));
    progress.accept(examples);
  }

  private static long lastStep(JournalBlock block) {
    long last = -1;
    for (Event event : block.events()) {
      switch (event) {
        case Event.WindowApplied applied when !applied.steps().isEmpty() ->
            last = applied.steps().getLast().step();
        case Event.RolledBack back -> last = back.step();
        default -> {}
      }
    }
    return last;
  }

  // What the metrics topic no longer has, as far as the journal tells it.
  private MetricsRecord computed(JournalBlock block) {
    long count = 0;
    double lossSum = 0;
    long window = 0;
    StepReport first = null;
    StepReport last = null;
    for (Event event : block.events()) {
      if (event instanceof Event.WindowApplied applied) {
        window = applied.window();
        for (StepReport step : applied.steps()) {
          first = first == null ? step : first;
          last = step;
          count += step.examples();
          lossSum += step.loss() * step.examples();
        }
      }
    }
    return last == null
        ? null
        : new MetricsRecord(
            run,
            first.step(),
            last.step(),
            window,
            examples + count,
            0,
            lossSum / count,
            last.learningRate(),
            last.gradientNorm(),
            Map.of(),
            block.committedAtMs());
  }
}
