package dev.gradstream.kafka;

import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Replayer;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.JournalBlock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A whole run with every port on Kafka, as the program puts it together. */
final class KafkaRun implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);

  final KafkaConnection connection;
  final String name;
  final String topic;
  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final Scheduler thread = Schedulers.fromExecutorService(threads);
  private final Map<String, String> settings = new TreeMap<>();

  KafkaRun(KafkaConnection connection, String name, String topic) {
    this.connection = connection;
    this.name = name;
    this.topic = topic;
    settings.putAll(
        Map.of(
            "run", name,
            "source.topic", topic,
            "source.format", "csv",
            "source.until", "end",
            "label.name", "y",
            "label.kind", "real",
            "window.size", "16",
            "optimizer.name", "momentum",
            "optimizer.learningRate", "0.02",
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

  KafkaRun with(String path, String value) {
    settings.put(path, value);
    return this;
  }

  /** A noiseless plane with a bend. */
  static byte[] line(int i) {
    double a = (i * 37 % 101) / 50.0 - 1;
    double b = (i * 53 % 97) / 48.0 - 1;
    return (a + "," + b + "," + (0.5 * a - b + a * a)).getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * Makes a topic of examples, dealt to the partitions in turn, in so many transactions: each
   * leaves a marker, which is a hole in the offsets.
   */
  static String fill(
      KafkaConnection connection,
      String topic,
      int partitions,
      int examples,
      int transactions,
      IntFunction<byte[]> lines) {
    KafkaTopics.Topic made = new KafkaTopics(connection).create(topic, partitions, Map.of());
    for (int load = 0; load < transactions; load++) {
      int from = load * examples / transactions;
      int to = (load + 1) * examples / transactions;
      try (KafkaLoad loading = new KafkaLoad(connection, made, to - from)) {
        for (int i = from; i < to; i++) {
          loading.send(i % partitions, null, lines.apply(i));
        }
        loading.commit();
      }
    }
    return topic;
  }

  Outcome train(StepSink... sinks) {
    return start(trainer -> {}, sinks).join();
  }

  /** Starts a session with ports of its own, which are closed when it ends. */
  CompletableFuture<Outcome> start(Consumer<Trainer> made, StepSink... sinks) {
    KafkaJournal journal = new KafkaJournal(connection, RunTopics.of(name), topic);
    KafkaSnapshots snapshots = new KafkaSnapshots(connection, RunTopics.of(name));
    Trainer trainer =
        new Trainer(
            new RunPorts(
                new KafkaSource(connection, topic),
                journal,
                snapshots,
                new KafkaControl(connection, RunTopics.of(name))),
            CheckedSpecification.of(Settings.ofFlat(settings)),
            TestCluster.newName("writer"),
            "test",
            List.of(sinks),
            InstantSource.system(),
            thread);
    made.accept(trainer);
    return trainer
        .train()
        .toFuture()
        .whenCompleteAsync( // not on the thread of the port that came last, which cannot close
            // itself
            (outcome, failed) -> {
              journal.close();
              snapshots.close();
            },
            Thread::startVirtualThread)
        .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  Verdict replay() {
    return replay(name, topic);
  }

  /** Recomputes what a journal says, with the examples of a topic. */
  Verdict replay(String journalOfRun, String examples) {
    ExampleSource source = new KafkaSource(connection, examples);
    ExecutorService own = Executors.newSingleThreadExecutor();
    Scheduler replaying = Schedulers.fromExecutorService(own);
    RunTopics topics = RunTopics.of(journalOfRun);
    try (Journal journal = new KafkaJournal(connection, topics, examples);
        KafkaSnapshots snapshots = new KafkaSnapshots(connection, topics)) {
      return new Replayer(journal, source, snapshots, replaying)
          .replay(Replayer.startOf(journal).block(PATIENCE), Long.MAX_VALUE, state -> {})
          .block(PATIENCE);
    } finally {
      replaying.dispose();
      own.shutdownNow();
    }
  }

  /** What the journal holds now. */
  List<JournalBlock> blocks() {
    try (KafkaJournal journal = new KafkaJournal(connection, RunTopics.of(name), topic)) {
      return journal.read(journal.firstSequence()).collectList().block(PATIENCE);
    }
  }

  @Override
  public void close() {
    thread.dispose();
    threads.shutdownNow();
  }
}
