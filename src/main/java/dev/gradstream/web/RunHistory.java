package dev.gradstream.web;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.training.Event;
import dev.gradstream.training.Look;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.StepReport;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What this process remembers of one run: curves at several resolutions and the last values.
 * Bounded, however long the run. Not thread-safe: {@link RunFeed} guards it.
 */
final class RunHistory {
  /** Curves of one axis; a run with more figures or partitions shows the first ones. */
  private static final int MOST_TRACES = 64;

  private static final double STAGE_MEMORY = 0.9;

  private long number;
  final RunStory story;
  private final Map<String, Trace> byExamples = new LinkedHashMap<>();
  private final Map<String, Trace> byTime = new LinkedHashMap<>();
  private final Map<String, Double> stages = new LinkedHashMap<>();
  private final JournalTail tail = new JournalTail();
  private final DataRanges ranges = new DataRanges();
  private CommittedBlock last;
  private MetricsRecord metrics;
  private Look look;
  private double rate;
  private long lastExamples;
  private long lastTimeMs;
  private long step;
  private long fromStep; // after which this process has seen the run
  private long commits;

  RunHistory(long number, String name) {
    this.number = number;
    story = new RunStory(name);
  }

  void started(Event.RunStarted run, long lastStep) {
    fromStep = commits == 0 ? lastStep : fromStep;
    step = lastStep;
    story.started(run);
  }

  void committed(CommittedBlock block) {
    last = block;
    commits++;
    tail.add(block.block());
    long examples = block.metrics() == null ? lastExamples : block.metrics().examples();
    block.block().events().forEach(event -> story.event(event, examples));
    block.block().events().forEach(ranges::add);
    if (wentBack(block)) {
      back(block.metrics());
    } else if (block.metrics() != null) {
      learned(block, block.metrics());
    }
    lastTimeMs = Math.max(lastTimeMs, block.block().committedAtMs());
    timed(block.stageNanos());
    rate = block.examplesPerSecond();
    if (block.metrics() != null) {
      add(byTime, "examplesPerSecond", lastTimeMs, rate);
    }
    block
        .lag()
        .forEach((partition, records) -> add(byTime, "lag." + partition, lastTimeMs, records));
  }

  private void timed(Map<String, Long> stageNanos) {
    double all = stageNanos.values().stream().mapToLong(Long::longValue).sum();
    stageNanos.forEach(
        (stage, nanos) -> {
          stages.merge(stage, (double) nanos, (old, now) -> old * STAGE_MEMORY + now);
          if (all > 0) {
            add(byTime, "stage." + stage, lastTimeMs, 100 * nanos / all);
          }
        });
  }

  /** Whether a block takes the run back, so that what was shown is no longer so. */
  static boolean wentBack(CommittedBlock block) {
    return block.metrics() != null
        && block.block().events().stream().anyMatch(Event.RolledBack.class::isInstance);
  }

  long number() {
    return number;
  }

  /** Has every reader begin anew. */
  void number(long fresh) {
    number = fresh;
  }

  private void back(MetricsRecord then) {
    metrics = then;
    step = then.lastStep();
    lastExamples = then.examples();
    byExamples.values().forEach(trace -> trace.cut(lastExamples));
  }

  void stopped(String reason) {
    rate = 0;
    story.stopped(reason);
  }

  /**
   * The last values, without the curves.
   *
   * @param nowMs wall clock, to tell how old they are
   */
  Map<String, Object> document(long nowMs) {
    Map<String, Object> document = new LinkedHashMap<>();
    story.into(document);
    document.put("step", step);
    document.put("fromStep", fromStep);
    document.put("commits", commits);
    document.put("examplesPerSecond", rate);
    document.put("sinceCommitMs", last == null ? null : Math.max(0, nowMs - lastTimeMs));
    document.put("lag", last == null ? Map.of() : new LinkedHashMap<>(last.lag()));
    document.put("stages", new LinkedHashMap<>(stages));
    document.put(
        "certificate",
        last == null ? "" : java.util.HexFormat.of().formatHex(last.block().certificate()));
    if (metrics != null) {
      document.put("examples", metrics.examples());
      document.put("rejected", metrics.rejected());
      document.put("window", metrics.window());
      document.put("loss", metrics.loss());
      document.put("learningRate", metrics.learningRate());
      document.put("gradientNorm", metrics.gradientNorm());
      document.put("figures", new LinkedHashMap<>(metrics.figures()));
    }
    if (look != null) {
      document.put("look", LookDocument.of(look));
    }
    document.put("tail", tail.events());
    document.put("rejects", tail.rejects());
    return document;
  }

  /** What is asked for once, not with every update. */
  Map<String, Object> background() {
    Map<String, Object> document = story.specification();
    document.put("turns", tail.turns());
    document.put("ranges", ranges.rows());
    document.put("committedAtMs", last == null ? null : last.block().committedAtMs());
    document.put("writer", last == null ? "" : last.block().writer());
    return document;
  }

  /** Both families of curves after what {@code cursor} has seen. */
  Map<String, Object> curves(Cursor cursor, long toExamples, int most) {
    Map<String, Object> curves = new LinkedHashMap<>();
    curves.put("byExamples", between(byExamples, cursor.examples(), toExamples, most));
    curves.put("byTime", between(byTime, cursor.timeMs(), Long.MAX_VALUE, most));
    return curves;
  }

  Cursor cursor(long feed) {
    return new Cursor(feed, number, lastExamples, lastTimeMs);
  }

  private void learned(CommittedBlock block, MetricsRecord now) {
    metrics = now;
    step = now.lastStep();
    long seen = now.examples() - examplesOf(block);
    for (Event event : block.block().events()) {
      if (event instanceof Event.WindowApplied window) {
        for (StepReport report : window.steps()) {
          seen += report.examples();
          add(byExamples, "loss", seen, report.loss());
          add(byExamples, "learningRate", seen, report.learningRate());
          add(byExamples, "gradientNorm", seen, report.gradientNorm());
        }
      }
    }
    lastExamples = now.examples();
    add(byExamples, "rejected", lastExamples, now.rejected());
    if (block.look() != null) {
      look = block.look();
      add(byExamples, "updateNorm", lastExamples, look.updateNorm());
      add(byExamples, "parameterNorm", lastExamples, look.parameterNorm());
    }
    now.curves().forEach((name, value) -> add(byExamples, "figure." + name, lastExamples, value));
  }

  private static long examplesOf(CommittedBlock block) {
    long examples = 0;
    for (Event event : block.block().events()) {
      if (event instanceof Event.WindowApplied window) {
        for (StepReport report : window.steps()) {
          examples += report.examples();
        }
      }
    }
    return examples;
  }

  private static void add(Map<String, Trace> traces, String name, long x, double y) {
    Trace trace = traces.get(name);
    if (trace == null) {
      if (traces.size() == MOST_TRACES) {
        return;
      }
      trace = new Trace();
      traces.put(name, trace);
    }
    trace.add(x, y);
  }

  private static Map<String, Curve> between(
      Map<String, Trace> traces, long from, long to, int most) {
    Map<String, Curve> curves = new LinkedHashMap<>();
    traces.forEach(
        (name, trace) -> {
          Curve curve = trace.between(from, to, most);
          if (curve.length() > 0) {
            curves.put(name, curve);
          }
        });
    return curves;
  }
}
