package dev.gradstream.app;

import dev.gradstream.config.ConfigFile;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.PacedPublisher;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code demo}: a drifting stream on a real topic is learned from while it arrives, watched live,
 * then recomputed and compared.
 */
@CommandLine.Command(
    name = "demo",
    description = "Trains on a drifting stream, live in your browser, then replays it bit for bit.",
    footer =
        "%nThe stream is Friedman's first benchmark function with noise of variance 1, so no model"
            + " can have a mean squared error below 1; halfway its rule changes.")
final class DemoCommand extends Command {
  private static final int PARTITIONS = 3;
  private static final int BURSTS_PER_SECOND = 50;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  @Option(
      names = "--examples",
      paramLabel = "N",
      defaultValue = "100000",
      description = "examples in all; the rule changes halfway (default: ${DEFAULT-VALUE})")
  long examples;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "4000",
      description = "examples a second (default: ${DEFAULT-VALUE})")
  double rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "42",
      description = "of the stream and of the network's first weights (default: ${DEFAULT-VALUE})")
  long seed;

  @Option(
      names = "--exit",
      description = "end after the replay, though somebody sits at the terminal")
  boolean exit;

  @Mixin PageOptions page;

  DemoCommand(Context context) {
    super(context);
  }

  /** What the demo found out. */
  private record Findings(Outcome outcome, DriftLosses losses, Verdict verdict) {}

  @Override
  public Integer call() throws InterruptedException {
    check();
    String run = "demo-" + LocalDateTime.now().format(STAMP);
    CheckedSpecification asked = specification(run);
    try (Watching watching = Watching.open(page)) {
      watching.announce(this::say);
      try (Cluster cluster = Cluster.open(options, context.terminal())) {
        watching.through(cluster);
        DriftLosses losses = new DriftLosses(examples / 2, examples);
        Outcome outcome = train(cluster, asked, watching, losses);
        if (!outcome.ended()) {
          say("run '" + run + "' was interrupted; it is kept, and so is its topic");
          return ExitStatus.INTERRUPTED;
        }
        Assembly assembly = new Assembly(cluster, watching.clients());
        Verdict verdict = replay(assembly, run, outcome, watching);
        report(new Findings(outcome, losses, verdict));
        stay(watching);
        return verdict.identical() && !outcome.diverged() ? ExitStatus.DONE : ExitStatus.FAILED;
      }
    }
  }

  private void check() {
    if (examples < 1_000) {
      throw Failure.usage("--examples " + examples + ": expected at least 1000");
    }
    if (!(rate >= 1)) {
      throw Failure.usage("--rate " + rate + ": expected at least 1 example a second");
    }
  }

  private CheckedSpecification specification(String run) {
    ConfigFile config =
        ConfigFile.resource(
            "examples/demo.yaml",
            List.of(
                "run=" + run,
                "source.topic=" + run + "-examples",
                "seed=" + seed,
                "stop.examples=" + examples));
    return config.as(CheckedSpecification::of);
  }

  private Outcome train(
      Cluster cluster, CheckedSpecification asked, Watching watching, DriftLosses losses) {
    Assembly assembly = new Assembly(cluster, watching.clients());
    var specification = asked.specification();
    watching.feed().headline("Friedman #1 in three partitions; halfway the rule changes");
    watching.feed().line("best possible", FriedmanStream.BEST_SQUARED_ERROR);
    watching.feed().mark(examples / 2, "the rule changes");
    List<StepSink> sinks = new ArrayList<>(watching.sinks());
    sinks.add(losses);
    sinks.add(new ProgressLine(context, examples));
    Assembly.Training training = assembly.training(asked, sinks);
    String topic = specification.source().topic();
    new KafkaTopics(assembly.connection()).create(topic, PARTITIONS, Map.of());
    FriedmanStream stream = new FriedmanStream(seed, examples / 2);
    // Nobody should wait for examples that will not come: a failure stops the trainer.
    try (PacedPublisher publisher =
        new PacedPublisher(
            assembly.connection(),
            topic,
            number -> {
              stream.next();
              return stream.csv();
            },
            examples,
            rate,
            BURSTS_PER_SECOND,
            training.trainer()::stop)) {
      publisher.start();
      Outcome outcome = Interruptible.train(training, context.shutdown(), cluster.failure());
      if (publisher.failure() != null) {
        throw publisher.failure();
      }
      return outcome;
    }
  }

  private Verdict replay(Assembly assembly, String run, Outcome outcome, Watching watching) {
    Event.RunStarted started =
        assembly
            .started(run)
            .orElseThrow(() -> new IllegalStateException("the journal of '" + run + "' is gone"));
    try (Progress progress = new Progress(context, "replaying " + run, outcome.examples())) {
      Verdict verdict =
          assembly.replay(
              started,
              Long.MAX_VALUE,
              state -> {
                progress.at(state.examples());
                watching.feed().replaying(state.step(), outcome.step());
              });
      watching
          .feed()
          .verdict(
              verdict.identical(),
              verdict.identical()
                  ? "%,d steps replayed, every bit agrees".formatted(verdict.steps())
                  : verdict.difference().describe());
      return verdict;
    }
  }

  private void report(Findings findings) {
    DriftLosses losses = findings.losses();
    Map<String, Object> object = new LinkedHashMap<>(Summaries.object(findings.outcome()));
    object.put("lossBeforeDrift", losses.beforeDrift());
    object.put("lossAfterDrift", losses.afterDrift());
    object.put("lossAtTheEnd", losses.atTheEnd());
    losses
        .noticed()
        .ifPresent(
            drift ->
                object.put(
                    "driftNoticed",
                    Map.of("step", drift.step(), "examplesAfter", drift.example() - examples / 2)));
    object.put("bestPossibleLoss", FriedmanStream.BEST_SQUARED_ERROR);
    object.put("replay", Summaries.object(findings.verdict()));
    String run = findings.outcome().run();
    String at = options.dataDir == null ? "" : " --data-dir " + options.dataDir;
    result(
        """
        %s
        loss         %.3f before the drift, %.3f just after it, %.3f at the end (best possible: %.0f)
        %s

        replay       %s

        Worth trying next:
          ./gradstream show %s%s
          ./gradstream replay %s%s
          ./gradstream publish FILE.csv --topic mine%s"""
            .formatted(
                Summaries.text(findings.outcome()),
                losses.beforeDrift(),
                losses.afterDrift(),
                losses.atTheEnd(),
                FriedmanStream.BEST_SQUARED_ERROR,
                noticed(losses),
                Summaries.text(findings.verdict()).replace("\n", "\n             "),
                run,
                at,
                run,
                at,
                at),
        object);
  }

  private String noticed(DriftLosses losses) {
    return losses
        .noticed()
        .map(
            drift ->
                "             the drift was detected at step %,d, %,d examples %s it"
                    .formatted(
                        drift.step(),
                        Math.abs(drift.example() - examples / 2),
                        drift.example() < examples / 2
                            ? "(some partitions were read ahead) before"
                            : "after"))
        .orElse("             the drift was not detected");
  }

  // Somebody at a terminal may want to look at the page for a while.
  private void stay(Watching watching) throws InterruptedException {
    if (watching.uri() != null && context.terminal().interactive() && !exit) {
      say("the page stays at " + watching.uri() + " until Ctrl-C");
      context.shutdown().await();
    }
  }
}
