package dev.gradstream.app;

import dev.gradstream.bench.BenchTopic;
import dev.gradstream.bench.ClientBytes;
import dev.gradstream.bench.Comparison;
import dev.gradstream.bench.Comparison.Kind;
import dev.gradstream.bench.Pass;
import dev.gradstream.bench.PassMeter;
import dev.gradstream.bench.TimedSource;
import dev.gradstream.console.Failure;
import dev.gradstream.kafka.BareConsumer;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.pipeline.DecodingPass;
import dev.gradstream.pipeline.Trainer;
import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Control;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Verdict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The passes of a bench, round by round. On the command's thread. */
final class BenchRounds {
  private final Context context;
  private final Cluster cluster;
  private final BenchTopics topics;

  BenchRounds(Context context, Cluster cluster, BenchTopics topics) {
    this.context = context;
    this.cluster = cluster;
    this.topics = topics;
  }

  /** Records that a topic holds. */
  long records(String topic) {
    long records = records(extent(topic));
    if (records == 0) {
      throw Failure.failed("topic '" + topic + "' is empty: there is nothing to measure");
    }
    return records;
  }

  private SourceExtent extent(String topic) {
    return new KafkaSource(topics.connection(), topic).extent();
  }

  private static long records(SourceExtent extent) {
    return extent.endOffsets().entrySet().stream()
        .mapToLong(end -> end.getValue() - extent.beginOffsets().get(end.getKey()))
        .sum();
  }

  void fill(BenchTopic examples, long records) {
    try (Progress progress = new Progress(context, "publishing", records)) {
      examples.fill(topics.connection(), topics.examples(), records, progress::reached);
    }
  }

  /** Every pass of every subject, once to warm up and then so many rounds. */
  List<Comparison> measure(List<BenchSubject> subjects, String topic, int rounds) {
    List<Comparison> comparisons = new ArrayList<>();
    SourceExtent extent = extent(topic);
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < subjects.size(); i++) {
        BenchSubject subject = subjects.get(i);
        String where = round == 0 ? "warm-up" : "round %d of %d".formatted(round, rounds);
        // What warms up is not kept.
        Comparison into = new Comparison(subject.name());
        if (round == 1) {
          comparisons.add(into);
        }
        measure(subject, topic, extent, round == 0 ? into : comparisons.get(i), where);
      }
    }
    return comparisons;
  }

  private void measure(
      BenchSubject subject, String topic, SourceExtent extent, Comparison into, String where) {
    long records = records(extent);
    for (Kind kind : List.of(Kind.BARE, Kind.DECODE, Kind.TRAIN)) {
      try (Progress progress = progress(where, subject, kind, records)) {
        CheckedSpecification asked = subject.run("bench", topic);
        into.add(
            kind,
            switch (kind) {
              case BARE -> bare(topic, extent, progress);
              case DECODE -> decode(asked, topic, subject.name(), progress);
              default -> train(asked, topic, extent, progress);
            });
      }
    }
    String run = topics.newRun();
    CheckedSpecification asked = subject.run(run, topic);
    try (Progress progress = progress(where, subject, Kind.FULL, records)) {
      into.add(Kind.FULL, full(asked, topic, extent, progress));
    }
    try (Progress progress = progress(where, subject, Kind.REPLAY, records)) {
      into.add(Kind.REPLAY, replay(run, topic, progress));
    }
    topics.drop(run);
  }

  private Progress progress(String where, BenchSubject subject, Kind kind, long records) {
    return new Progress(
        context, "%s: %s, %s".formatted(where, subject.name(), kind.label), records);
  }

  private Pass bare(String topic, SourceExtent extent, Progress progress) {
    BareConsumer.Reading read =
        BareConsumer.read(topics.connection(), topic, extent.endOffsets(), progress::reached);
    return Pass.of(read.records(), read.nanos());
  }

  private Pass decode(CheckedSpecification asked, String topic, String what, Progress progress) {
    TimedSource source = new TimedSource(new KafkaSource(topics.connection(), topic));
    try (TrainingThread thread = new TrainingThread()) {
      long usable =
          DecodingPass.of(
                  source,
                  schemas(asked),
                  asked.specification(),
                  thread.scheduler(),
                  progress::reached)
              .block();
      if (usable == 0) {
        throw Failure.failed(
            "topic '%s': none of its records can be used for %s, so there is nothing to measure (see what is in it with: gradstream inspect --topic %s)"
                .formatted(topic, what, topic));
      }
      return Pass.of(usable, source.elapsedNanos());
    }
  }

  // With a journal that takes everything at once and keeps it to itself.
  private Pass train(
      CheckedSpecification asked, String topic, SourceExtent extent, Progress progress) {
    TimedSource source = new TimedSource(new KafkaSource(topics.connection(), topic));
    PassMeter meter = new PassMeter(source, new ClientBytes(), records(extent), progress::reached);
    TrainingThread thread = new TrainingThread();
    RunPorts ports =
        new RunPorts(
            source,
            new MemoryJournal(asked.specification().run()),
            new MemorySnapshots(),
            Control.NONE,
            run -> {
              throw new IllegalStateException("nothing is branched here");
            },
            schemas(asked));
    Trainer trainer =
        new Trainer(
            ports,
            asked,
            "bench",
            Version.current(),
            List.of(meter),
            InstantSource.system(),
            thread.scheduler());
    return passed(train(new Assembly.Training(trainer, ports, thread)), meter);
  }

  private Pass full(
      CheckedSpecification asked, String topic, SourceExtent extent, Progress progress) {
    try (Watching watching = Watching.open(PageOptions.anyPort())) {
      ClientBytes client = new ClientBytes();
      Assembly assembly = new Assembly(cluster, new BenchClients(watching.clients(), client));
      TimedSource source = new TimedSource(new KafkaSource(assembly.connection(), topic));
      PassMeter meter = new PassMeter(source, client, records(extent), progress::reached);
      List<StepSink> sinks = new ArrayList<>(watching.sinks());
      sinks.add(meter);
      return passed(train(assembly.training(asked, source, sinks)), meter);
    }
  }

  private SchemaSource schemas(CheckedSpecification asked) {
    return new Assembly(cluster, ClientWatch.NONE).registry(asked.specification());
  }

  private Outcome train(Assembly.Training training) {
    return Interruptible.train(training, context.shutdown(), cluster.failure());
  }

  private static Pass passed(Outcome outcome, PassMeter meter) {
    if (!outcome.ended() || outcome.diverged() || meter.pass() == null) {
      throw Failure.failed("the run did not come to the topic's end: " + outcome.reason());
    }
    return meter.pass();
  }

  private Pass replay(String run, String topic, Progress progress) {
    Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
    TimedSource source = new TimedSource(new KafkaSource(topics.connection(), topic));
    var started = assembly.started(run).orElseThrow();
    Verdict verdict = assembly.replay(started, source, state -> progress.reached(state.examples()));
    if (!verdict.identical()) {
      throw Failure.failed("the replay differs: " + verdict.difference().describe());
    }
    return Pass.of(verdict.examples(), source.elapsedNanos());
  }
}
