package dev.gradstream.pipeline;

import dev.gradstream.pipeline.memory.MemoryControl;
import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.ReplayRange;
import dev.gradstream.pipeline.replay.Replayer;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.Event;
import dev.gradstream.training.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A whole run in memory: a source, a journal, snapshots, and one thread to train on. */
final class TrainingRun implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final MemorySource source;
  MemoryJournal journal;
  Journal written; // null for the journal above
  final MemorySnapshots snapshots = new MemorySnapshots();
  SnapshotStore store = snapshots;
  MemoryControl control = new MemoryControl();
  SchemaSource schemas = SchemaSource.NONE;
  InstantSource clock = InstantSource.system();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final Scheduler thread = Schedulers.fromExecutorService(threads);
  private final Map<String, String> settings = new TreeMap<>();

  TrainingRun(MemorySource source) {
    this.source = source;
    journal = new MemoryJournal("test");
    settings.putAll(
        Map.of(
            "run", "test",
            "source.topic", "examples",
            "source.format", "csv",
            "source.until", "end",
            "label.name", "y",
            "label.kind", "real",
            "window.size", "16",
            "optimizer.name", "sgd",
            "optimizer.learningRate", "0.05",
            "model.loss", "squared"));
    settings.putAll(
        Map.of(
            "source.columns[0]", "a",
            "source.columns[1]", "b",
            "source.columns[2]", "y",
            "features[0].columns[0]", "a",
            "features[0].columns[1]", "b",
            "features[0].scale", "standard",
            "model.layers[0].dense", "8",
            "model.layers[0].activation", "tanh",
            "model.layers[1].dense", "1",
            "commit.interval", "0ms"));
  }

  TrainingRun with(String path, String value) {
    settings.put(path, value);
    return this;
  }

  TrainingRun without(String path) {
    settings.remove(path);
    return this;
  }

  /** A noiseless plane with a bend, dealt to the partitions in turn. */
  static MemorySource examples(int partitions, int count) {
    MemorySource source = new MemorySource("id-1", partitions);
    for (int i = 0; i < count; i++) {
      source.append(i % partitions, line(i));
    }
    return source;
  }

  static byte[] line(int i) {
    double a = (i * 37 % 101) / 50.0 - 1;
    double b = (i * 53 % 97) / 48.0 - 1;
    return (a + "," + b + "," + (0.5 * a - b + a * a)).getBytes(StandardCharsets.US_ASCII);
  }

  CheckedSpecification checked() {
    return CheckedSpecification.of(Settings.ofFlat(settings));
  }

  Trainer trainer(StepSink... sinks) {
    return trainer(source, sinks);
  }

  Trainer trainer(ExampleSource from, StepSink... sinks) {
    return new Trainer(
        new RunPorts(
            from,
            written == null ? journal : written,
            store,
            control,
            run -> {
              throw new IllegalStateException("no other run");
            },
            schemas),
        checked(),
        "writer",
        "test",
        List.of(sinks),
        clock,
        thread);
  }

  Outcome train(StepSink... sinks) {
    return trainer(sinks).train().block(PATIENCE);
  }

  Verdict replay() {
    return replay(journal, source);
  }

  Replayer replayer() {
    return new Replayer(journal, source, store, thread);
  }

  Verdict replay(Journal recorded, ExampleSource from) {
    return replay(recorded, from, state -> {});
  }

  /**
   * @param progress sees the replayed state after each event
   */
  Verdict replay(Journal recorded, ExampleSource from, Consumer<State> progress) {
    Event.RunStarted started = Replayer.startOf(recorded).block(PATIENCE);
    return new Replayer(recorded, from, thread)
        .replay(started, Long.MAX_VALUE, progress)
        .block(PATIENCE);
  }

  /** Replays a stretch, with the run's snapshots at hand. */
  Verdict replay(ReplayRange range, Consumer<State> progress, Consumer<State> end) {
    Event.RunStarted started = Replayer.startOf(journal).block(PATIENCE);
    return new Replayer(journal, source, store, thread)
        .replay(started, range, progress, end)
        .block(PATIENCE);
  }

  /** Replays whatever run the ports are of. */
  Verdict replayed(RunPorts ports, ReplayRange range) {
    return new Replayer(ports.journal(), ports.source(), ports.snapshots(), thread)
        .replay(Replayer.startOf(ports.journal()).block(PATIENCE), range, state -> {}, state -> {})
        .block(PATIENCE);
  }

  /** Asks something of the run, on its thread. */
  <T> T ask(BiFunction<RunPorts, Scheduler, Mono<T>> question) {
    return question.apply(new RunPorts(source, journal, store), thread).block(PATIENCE);
  }

  @Override
  public void close() {
    thread.dispose();
    threads.shutdownNow();
  }
}
