package dev.gradstream.app;

import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.KafkaJournal;
import dev.gradstream.kafka.KafkaSnapshots;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.RunTopics;
import dev.gradstream.kernel.Kernels;
import dev.gradstream.pipeline.CheckedSpecification;
import dev.gradstream.pipeline.ReplayRange;
import dev.gradstream.pipeline.Replayer;
import dev.gradstream.pipeline.RunPorts;
import dev.gradstream.pipeline.StepSink;
import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.State;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: where ports meet Kafka. Used by a command's thread. */
final class Assembly {
  private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);
  private final KafkaConnection connection;

  Assembly(Cluster cluster, ClientWatch watch) {
    connection =
        KafkaConnection.to(cluster.bootstrapServers(), cluster.clientProperties()).watchedBy(watch);
  }

  KafkaConnection connection() {
    return connection;
  }

  /** A trainer of the run, its ports on Kafka; closing it closes them. */
  Training training(CheckedSpecification asked, List<StepSink> sinks) {
    warnOfSlowKernels();
    RunTopics topics = RunTopics.of(asked.specification().run());
    String topic = asked.specification().source().topic();
    RunPorts ports =
        new RunPorts(
            new KafkaSource(connection, topic),
            new KafkaJournal(connection, topics, topic),
            new KafkaSnapshots(connection, topics));
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

  /** Closes its ports after its thread. */
  record Training(Trainer trainer, RunPorts ports, TrainingThread thread) implements AutoCloseable {
    @Override
    public void close() {
      thread.close();
      ports.journal().close();
      ports.snapshots().close();
    }
  }

  /** How a run began; empty where there is no such run. */
  Optional<Event.RunStarted> started(String run) {
    if (!new KafkaTopics(connection).exists(RunTopics.of(run).journal())) {
      return Optional.empty();
    }
    try (KafkaJournal journal = new KafkaJournal(connection, RunTopics.of(run), "")) {
      return Replayer.startOf(journal).blockOptional();
    }
  }

  /** Recomputes a run; a trainer at work on it is not disturbed. */
  Verdict replay(Event.RunStarted started, long untilStep, Consumer<State> progress) {
    return replay(
        started,
        started.specification().get("source.topic"),
        ReplayRange.until(untilStep),
        progress,
        state -> {});
  }

  /**
   * Recomputes a stretch of a run.
   *
   * @param topic the run's own, or a copy
   * @param end told the state after the last step, where every step is identical
   */
  Verdict replay(
      Event.RunStarted started,
      String topic,
      ReplayRange range,
      Consumer<State> progress,
      Consumer<State> end) {
    warnOfSlowKernels();
    RunTopics topics = RunTopics.of(started.run());
    try (KafkaJournal journal = new KafkaJournal(connection, topics, topic);
        KafkaSnapshots snapshots = new KafkaSnapshots(connection, topics);
        TrainingThread thread = new TrainingThread()) {
      return new Replayer(
              journal, new KafkaSource(connection, topic), snapshots, thread.scheduler())
          .replay(started, range, progress, end)
          .block();
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
