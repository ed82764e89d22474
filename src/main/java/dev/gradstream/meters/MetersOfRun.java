package dev.gradstream.meters;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.RecordTimes;
import dev.gradstream.training.DriftDetected;
import dev.gradstream.training.Event;
import dev.gradstream.training.MetricsRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** The meters of one run, each with the tag {@code run}. Called on the committing thread. */
final class MetersOfRun {
  private final MeterRegistry registry;
  private final Tags run;

  private final Level step;
  private final Level loss;
  private final Level learningRate;
  private final Level gradientNorm;
  private final Level typicalLatency;
  private final Level worstLatency; // of 99 in 100
  private final RecentLatencies latencies = new RecentLatencies();
  private final Level commitTime;
  private final Level snapshotAge;
  private final Level retention;
  private final Level rate;
  private final Bounded<Level> figures;
  private final Bounded<Level> lag;
  private final Counter steps;
  private final Counter examples;
  private final Counter rejected;
  private final Counter windows;
  private final Counter skipped;
  private final Counter rollBacks;
  private final Bounded<Counter> drifts;
  private final Level paused;
  private final Counter commits;
  private final Bounded<Counter> stages;
  private final Bounded<Counter> leftOut;

  private volatile long lastStepAtMs;
  private long snapshotAtMs = Long.MAX_VALUE; // not yet known
  private long retentionMs = Long.MAX_VALUE;
  private volatile long lastCommitNanos;
  private volatile long lastExamples;

  MetersOfRun(MeterRegistry registry, String name) {
    this.registry = registry;
    run = Tags.of("run", name);
    step = level(Meter.STEP, run);
    loss = level(Meter.LOSS, run);
    learningRate = level(Meter.LEARNING_RATE, run);
    gradientNorm = level(Meter.GRADIENT_NORM, run);
    typicalLatency = level(Meter.LATENCY, run.and(Meter.LATENCY.tag, "0.5"));
    worstLatency = level(Meter.LATENCY, run.and(Meter.LATENCY.tag, "0.99"));
    commitTime = level(Meter.COMMIT_TIME, run);
    snapshotAge = new Level(registry, Meter.SNAPSHOT_AGE, run, this::ageNow);
    retention = level(Meter.SOURCE_RETENTION, run);
    rate = new Level(registry, Meter.EXAMPLES_RATE, run, this::rateNow);
    figures = new Bounded<>(tag -> level(Meter.FIGURE, run.and(Meter.FIGURE.tag, tag)));
    lag = new Bounded<>(tag -> level(Meter.LAG, run.and(Meter.LAG.tag, tag)));
    steps = counter(Meter.STEPS, run);
    examples = counter(Meter.EXAMPLES, run);
    rejected = counter(Meter.REJECTED, run);
    windows = counter(Meter.WINDOWS, run);
    skipped = counter(Meter.SKIPPED, run);
    rollBacks = counter(Meter.ROLL_BACKS, run);
    drifts = new Bounded<>(tag -> counter(Meter.DRIFTS, run.and(Meter.DRIFTS.tag, tag)));
    paused = level(Meter.PAUSED, run);
    commits = counter(Meter.COMMITS, run);
    stages = new Bounded<>(tag -> counter(Meter.STAGE_TIME, run.and(Meter.STAGE_TIME.tag, tag)));
    leftOut = new Bounded<>(tag -> counter(Meter.LEFT_OUT, run.and(Meter.LEFT_OUT.tag, tag)));
  }

  /** A run that goes on has a last committed step already; a new one has none to show. */
  void started(long lastStep) {
    if (lastStep > 0) {
      step.set(lastStep);
    }
  }

  void window(Event.WindowApplied window) {
    windows.increment();
    rejected.increment(window.rejects().size());
    for (DriftDetected drift : window.drifts()) {
      Counter counter = drifts.at(drift.on());
      if (counter == null) {
        leftOut("too-many-tags");
      } else {
        counter.increment();
      }
    }
  }

  void skipped(Event.WindowSkipped window) {
    skipped.increment();
    rejected.increment(window.rejects().size());
  }

  void paused(boolean waits) {
    paused.set(waits ? 1 : 0);
  }

  /**
   * The figures go back with the run; of the step it stands at there is no loss any more.
   *
   * @param metrics as of the window gone back to
   */
  void wentBack(MetricsRecord metrics) {
    rollBacks.increment();
    step.set(metrics.lastStep());
    loss.clear();
    learningRate.clear();
    gradientNorm.clear();
    figures(metrics);
  }

  void commit(CommittedBlock block, long newSteps, long newExamples) {
    commits.increment();
    steps.increment(newSteps);
    examples.increment(newExamples);
    lastExamples = newExamples;
    lastCommitNanos = registry.config().clock().monotonicTime();
    lastStepAtMs = newSteps > 0 ? block.block().committedAtMs() : lastStepAtMs;
    showSnapshot();
    show(rate, block.examplesPerSecond());
    latency(block.times());
    commitTime.set(block.block().committedAtMs() / 1000.0);
    block
        .stageNanos()
        .forEach(
            (stage, nanos) -> {
              Counter counter = stages.at(stage);
              if (counter == null) {
                leftOut("too-many-tags");
              } else {
                counter.increment(nanos / 1e9);
              }
            });
    block.lag().forEach((partition, records) -> show(lag.at("" + partition), records));
  }

  private void latency(RecordTimes times) {
    long nowMs = registry.config().clock().wallTime();
    latencies.turn(registry.config().clock().monotonicTime());
    for (int i = 0; i < times.size(); i++) {
      latencies.add(nowMs - times.timeMs(i), times.count(i));
    }
    Latencies recent = latencies.recent();
    if (recent.total() > 0) {
      typicalLatency.set(recent.quantileMs(0.5) / 1000);
      worstLatency.set(recent.quantileMs(0.99) / 1000);
    }
  }

  /** Shown from the first commit on. */
  void snapshot(long atMs, long keptMs) {
    snapshotAtMs = atMs;
    retentionMs = keptMs;
    if (lastStepAtMs > 0) {
      showSnapshot();
    }
  }

  private void showSnapshot() {
    if (snapshotAtMs < Long.MAX_VALUE) {
      snapshotAge.set(snapshotAtMs);
    }
    if (retentionMs < Long.MAX_VALUE) {
      retention.set(retentionMs / 1000.0);
    }
  }

  private double ageNow(double atMs) {
    return lastStepAtMs > atMs ? (registry.config().clock().wallTime() - atMs) / 1000 : 0;
  }

  void levels(MetricsRecord metrics) {
    step.set(metrics.lastStep());
    show(loss, metrics.loss());
    show(learningRate, metrics.learningRate());
    show(gradientNorm, metrics.gradientNorm());
    figures(metrics);
  }

  private void figures(MetricsRecord metrics) {
    Set<String> gone = new LinkedHashSet<>();
    figures.forEach((name, level) -> gone.add(name));
    gone.removeAll(metrics.curves().keySet());
    gone.forEach(name -> figures.at(name).clear());
    metrics.curves().forEach((name, value) -> show(figures.at(name), value));
  }

  /** Nobody reads on, so speed and lag are no longer known; the last step's values stay true. */
  void stopped() {
    rate.clear();
    typicalLatency.clear();
    worstLatency.clear();
    paused.clear();
    snapshotAge.clear();
    retention.clear();
    lag.forEach((partition, level) -> level.clear());
  }

  // A trainer that commits nothing must not go on showing the speed it once had: no more than the
  // examples of the last commit were committed in the time since.
  private double rateNow(double measured) {
    double silence = (registry.config().clock().monotonicTime() - lastCommitNanos) / 1e9;
    return silence <= 1 ? measured : Math.min(measured, lastExamples / silence);
  }

  private void show(Level level, double value) {
    if (level == null) {
      leftOut("too-many-tags");
    } else if (!level.set(value)) {
      leftOut("not-finite");
    }
  }

  private void leftOut(String reason) {
    leftOut.at(reason).increment();
  }

  private Level level(Meter meter, Tags tags) {
    return new Level(registry, meter, tags, DoubleUnaryOperator.identity());
  }

  private Counter counter(Meter meter, Tags tags) {
    return Counter.builder(meter.id)
        .tags(tags)
        .baseUnit(meter.unit.isEmpty() ? null : meter.unit)
        .description(meter.meaning)
        .register(registry);
  }
}
