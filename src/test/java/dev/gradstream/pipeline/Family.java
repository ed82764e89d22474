package dev.gradstream.pipeline;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Control;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Brancher;
import dev.gradstream.pipeline.replay.ReplayRange;
import dev.gradstream.pipeline.replay.Replayer;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.Event;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A run in memory and the branches of it, all on one source. */
final class Family implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExampleSource source;
  private final SchemaSource schemas;
  private final Map<String, MemoryJournal> journals = new TreeMap<>();
  private final Map<String, MemorySnapshots> snapshots = new TreeMap<>();
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final Scheduler thread = Schedulers.fromExecutorService(threads);

  Family(TrainingRun founder) {
    source = founder.source;
    schemas = founder.schemas;
    journals.put("test", founder.journal);
    snapshots.put("test", founder.snapshots);
  }

  RunPorts ports(String run) {
    return new RunPorts(
        source,
        journals.computeIfAbsent(run, MemoryJournal::new).successor(),
        snapshots.computeIfAbsent(run, name -> new MemorySnapshots()),
        Control.NONE,
        this::ports,
        schemas);
  }

  MemoryJournal journal(String run) {
    return journals.get(run);
  }

  MemorySnapshots snapshots(String run) {
    return snapshots.get(run);
  }

  Event.RunStarted started(String run) {
    return Replayer.startOf(journals.get(run)).block(PATIENCE);
  }

  /**
   * @param changes settings of the branch, path by path; null removes one
   */
  Brancher.Made branch(String parent, long step, String name, Map<String, String> changes) {
    return new Brancher(
            ports(parent), ports(name), "writer", "test", InstantSource.system(), thread)
        .branch(
            step,
            settings -> {
              settings.put("run", name);
              settings.putAll(changes);
              return settings;
            },
            state -> {})
        .block(PATIENCE);
  }

  Trainer trainer(String run, StepSink... sinks) {
    return new Trainer(
        ports(run),
        CheckedSpecification.of(Settings.ofFlat(started(run).specification())),
        "writer",
        "test",
        List.of(sinks),
        InstantSource.system(),
        thread);
  }

  Outcome train(String run, StepSink... sinks) {
    return trainer(run, sinks).train().block(PATIENCE);
  }

  /** What a replay finds, and the state it ends in. */
  record Replayed(Verdict verdict, State state) {}

  Replayed replay(String run, boolean fromStarts) {
    AtomicReference<State> end = new AtomicReference<>();
    RunPorts ports = ports(run);
    Verdict verdict =
        new Replayer(ports.journal(), source, ports.snapshots(), thread)
            .withAncestors(this::ports, fromStarts)
            .replay(started(run), ReplayRange.ALL, state -> {}, end::set)
            .block(PATIENCE);
    return new Replayed(verdict, end.get());
  }

  /** Everything that was learned, as text: equal texts are equal bits. */
  static Map<String, List<String>> learned(State state) {
    Map<String, List<String>> arrays = new TreeMap<>();
    for (var array : Snapshots.of(state, 0).arrays()) {
      if (!array.name().equals("training/certificate")) {
        arrays.put(array.name(), words(array.values()));
      }
    }
    return arrays;
  }

  private static List<String> words(Object values) {
    return switch (values) {
      case float[] floats -> {
        String[] words = new String[floats.length];
        for (int i = 0; i < words.length; i++) {
          words[i] = Integer.toHexString(Float.floatToRawIntBits(floats[i]));
        }
        yield List.of(words);
      }
      case double[] doubles ->
          java.util.Arrays.stream(doubles)
              .mapToObj(value -> Long.toHexString(Double.doubleToRawLongBits(value)))
              .toList();
      default -> java.util.Arrays.stream((long[]) values).mapToObj(Long::toHexString).toList();
    };
  }

  @Override
  public void close() {
    thread.dispose();
    threads.shutdownNow();
  }
}
