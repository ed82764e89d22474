package dev.gradstream.app;

import dev.gradstream.console.Failure;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaControl;
import dev.gradstream.kafka.KafkaJournal;
import dev.gradstream.kafka.KafkaSnapshots;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.RunTopics;
import dev.gradstream.kernel.Kernels;
import dev.gradstream.pipeline.CommandSender;
import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Beginning;
import dev.gradstream.pipeline.replay.Bisection;
import dev.gradstream.pipeline.replay.Brancher;
import dev.gradstream.pipeline.replay.Counterfactual;
import dev.gradstream.pipeline.replay.ReplayRange;
import dev.gradstream.pipeline.replay.Replayer;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.registry.RestRegistry;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.Event;
import dev.gradstream.training.Specification;
import dev.gradstream.training.State;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: where ports meet Kafka. Used by a command's thread. */
final class Assembly {
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
  private final KafkaConnection connection;
  private final Map<String, String> clientProperties; // may hold secrets

  Assembly(Cluster cluster, ClientWatch watch) {
    clientProperties = cluster.clientProperties();
    connection =
        KafkaConnection.to(cluster.bootstrapServers(), cluster.clientProperties()).watchedBy(watch);
  }

  KafkaConnection connection() {
    return connection;
  }

  /** A trainer of the run, its ports on Kafka; closing it closes them. */
  Training training(CheckedSpecification asked, List<StepSink> sinks) {
    Rehearsing.steps(asked.specification());
    var source = new KafkaSource(connection, asked.specification().source().topic());
    return training(asked, source, sinks);
  }

  /** The same with another source on the run's topic, and nothing rehearsed. */
  Training training(CheckedSpecification asked, ExampleSource source, List<StepSink> sinks) {
    warnOfSlowKernels();
    RunPorts ports =
        ports(
            asked.specification().run(),
            asked.specification().source().topic(),
            source,
            registry(asked.specification()));
    TrainingThread thread = new TrainingThread();
    Trainer trainer =
        new Trainer(
            ports,
            asked,
            writer(),
            Version.current(),
            sinks,
            InstantSource.system(),
            thread.scheduler());
    return new Training(trainer, ports, thread);
  }

  /** Who knows the schemas that a run's records name. */
  SchemaSource registry(Specification specification) {
    Settings source = specification.source().settings();
    String url = source.has("registry") ? source.text("registry") : null;
    return registry(url, "source.registry").orElse(SchemaSource.NONE);
  }

  /**
   * The registry of a URL or, without one, of the client's properties; empty where neither names
   * one.
   *
   * @param what says the URL, for people
   */
  Optional<SchemaSource> registry(String url, String what) {
    try {
      return RestRegistry.at(url, clientProperties);
    } catch (IllegalArgumentException unusable) {
      String place = url == null ? "--client-config: schema.registry.url" : what;
      throw Failure.usage(place + ": " + unusable.getMessage(), unusable);
    }
  }

  /** Ports of a run and, by way of them, of its ancestors; all on one topic of examples. */
  RunPorts ports(String run, String topic) {
    return ports(run, topic, new KafkaSource(connection, topic), SchemaSource.NONE);
  }

  private RunPorts ports(String run, String topic, ExampleSource source, SchemaSource schemas) {
    RunTopics topics = RunTopics.of(run);
    return new RunPorts(
        source,
        new KafkaJournal(connection, topics, topic),
        new KafkaSnapshots(connection, topics),
        new KafkaControl(connection, topics),
        other -> ports(other, topic),
        schemas);
  }

  /**
   * Makes a branch; nothing is written where it cannot be.
   *
   * @param settings of the branch, flat, from those of the parent
   * @param progress told the parent's state while it is recomputed
   */
  Brancher.Made branch(
      Event.RunStarted parent,
      long step,
      String name,
      UnaryOperator<SortedMap<String, String>> settings,
      Consumer<State> progress) {
    warnOfSlowKernels();
    String topic = parent.specification().get("source.topic");
    try (RunPorts from = ports(parent.run(), topic);
        RunPorts to = ports(name, topic);
        TrainingThread thread = new TrainingThread()) {
      return new Brancher(
              from, to, writer(), Version.current(), InstantSource.system(), thread.scheduler())
          .branch(step, settings, progress)
          .block();
    }
  }

  /** Closes its ports after its thread. */
  record Training(Trainer trainer, RunPorts ports, TrainingThread thread) implements AutoCloseable {
    @Override
    public void close() {
      thread.close();
      ports.close();
    }
  }

  /** How a run began; empty where there is no such run. */
  Optional<Event.RunStarted> started(String run) {
    return beginning(run).map(Beginning::started);
  }

  /** How a run began, and from which other it was branched; empty where there is no such run. */
  Optional<Beginning> beginning(String run) {
    if (!new KafkaTopics(connection).exists(RunTopics.of(run).journal())) {
      return Optional.empty();
    }
    try (KafkaJournal journal = new KafkaJournal(connection, RunTopics.of(run), "")) {
      return journal.start().map(Beginning::of);
    }
  }

  /** A run's journal, to be read only; whoever asks for it closes it. */
  Journal journal(String run) {
    return new KafkaJournal(connection, RunTopics.of(run), "");
  }

  /** Recomputes a run; a trainer at work on it is not disturbed. */
  Verdict replay(Event.RunStarted started, long untilStep, Consumer<State> progress) {
    return replay(
        started,
        new Replaying(
            started.specification().get("source.topic"), ReplayRange.until(untilStep), false),
        progress,
        state -> {});
  }

  /**
   * What to recompute of a run.
   *
   * @param topic the run's own, or a copy
   * @param throughParents recompute a branch from the first step of its first ancestor
   */
  record Replaying(String topic, ReplayRange range, boolean throughParents) {}

  /**
   * Recomputes a stretch of a run.
   *
   * @param end told the state after the last step, where every step is identical
   */
  Verdict replay(
      Event.RunStarted started, Replaying what, Consumer<State> progress, Consumer<State> end) {
    warnOfSlowKernels();
    try (RunPorts ports = ports(started.run(), what.topic())) {
      return replay(started, ports, what, progress, end);
    }
  }

  /** Recomputes a whole run, its examples read from another source on its topic. */
  Verdict replay(Event.RunStarted started, ExampleSource source, Consumer<State> progress) {
    String topic = started.specification().get("source.topic");
    try (RunPorts ports = ports(started.run(), topic, source, SchemaSource.NONE)) {
      var all = new Replaying(topic, ReplayRange.until(Long.MAX_VALUE), false);
      return replay(started, ports, all, progress, state -> {});
    }
  }

  /** The same on whatever ports; no Kafka is needed for a capsule's. */
  static Verdict replay(
      Event.RunStarted started,
      RunPorts ports,
      Replaying what,
      Consumer<State> progress,
      Consumer<State> end) {
    try (TrainingThread thread = new TrainingThread()) {
      return new Replayer(ports.journal(), ports.source(), ports.snapshots(), thread.scheduler())
          .withAncestors(ports.others(), what.throughParents())
          .replay(started, what.range(), progress, end)
          .block();
    }
  }

  /** Who has a command of a run answered by its trainer. */
  CommandSender sender(String run, LongConsumer pause) {
    RunTopics topics = RunTopics.of(run);
    return new CommandSender(
        new KafkaJournal(connection, topics, ""),
        new KafkaControl(connection, topics),
        InstantSource.system(),
        pause);
  }

  /** Recomputes a run with and without one record. */
  Counterfactual.Effect without(
      Event.RunStarted started, int partition, long offset, Consumer<State> progress) {
    warnOfSlowKernels();
    try (RunPorts ports = ports(started.run(), started.specification().get("source.topic"));
        TrainingThread thread = new TrainingThread()) {
      return new Counterfactual(ports, thread.scheduler())
          .without(started, partition, offset, progress)
          .block();
    }
  }

  /** The window that made the loss of a run jump; empty where it never does. */
  Optional<Bisection.Jump> bisect(Event.RunStarted started, Consumer<Integer> progress) {
    warnOfSlowKernels();
    try (RunPorts ports = ports(started.run(), started.specification().get("source.topic"));
        TrainingThread thread = new TrainingThread()) {
      return new Bisection(ports, thread.scheduler()).find(started, progress).blockOptional();
    }
  }

  // The core cannot say it itself.
  private static void warnOfSlowKernels() {
    Kernels.warning().ifPresent(LOG::warn);
  }

  // One word a process: enough to tell two trainers apart in a journal, and nothing of the host.
  private static String writer() {
    return "p%d-%x".formatted(ProcessHandle.current().pid(), System.nanoTime() & 0xFFFFFF);
  }
}
