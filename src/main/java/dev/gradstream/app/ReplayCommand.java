package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.console.WholeFile;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.replay.Capsule;
import dev.gradstream.pipeline.replay.ChainCheck;
import dev.gradstream.pipeline.replay.History;
import dev.gradstream.pipeline.replay.ReplayRange;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.State;
import java.io.BufferedInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: recomputes a run from its journal and its topic, and compares every step. */
@CommandLine.Command(
    name = "replay",
    description = "Recomputes a run from its journal and its topic, and compares every step.",
    footer = "%nExit status 0: identical. 1: something differs, and the first step is named.")
final class ReplayCommand extends Command {
  private static final Pattern RECORD = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

  @Parameters(paramLabel = "RUN|FILE", description = "the run's name, or a file that export wrote")
  String run;

  @Option(
      names = "--from",
      paramLabel = "STEP",
      description = "begin at the newest snapshot of this step or an earlier one")
  long from;

  @Option(
      names = "--until",
      paramLabel = "STEP",
      description = "recompute up to the end of the window with this step only")
  long until = Long.MAX_VALUE;

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "write the model as it was then, as an Avro file")
  Path snapshot;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      description = "a copy of the examples to read in place of the run's own topic")
  String topic;

  @Option(
      names = "--through-parents",
      description = "recompute a branch from the first step of its first ancestor")
  boolean throughParents;

  @Option(
      names = "--without",
      paramLabel = "PARTITION@OFFSET",
      description = "show how far that one record moved the model")
  String without;

  ReplayCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    if (until < 1) {
      throw Failure.usage("--until " + until + ": expected at least 1");
    }
    if (from < 0 || from >= until) {
      throw Failure.usage("--from " + from + ": expected a step below --until");
    }
    if (snapshot != null) {
      WholeFile.check(snapshot, "--snapshot");
    }
    Path file = Path.of(run);
    if (Files.isRegularFile(file)) {
      return capsule(file);
    }
    Runs.requireName(run);
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      Event.RunStarted started =
          assembly.started(run).orElseThrow(() -> Runs.unknown(run, assembly.connection()));
      if (without != null) {
        return without(assembly, started);
      }
      long last = Runs.lastStep(run, assembly.connection());
      return report(
          watched(
              last,
              (what, progress, end) -> assembly.replay(started, what, progress, end),
              started));
    }
  }

  private int without(Assembly assembly, Event.RunStarted started) {
    var record = RECORD.matcher(without);
    if (!record.matches()) {
      throw Failure.usage(
          "--without " + without + ": expected a partition and an offset, for instance 0@1042");
    }
    long last = Runs.lastStep(run, assembly.connection());
    try (Progress progress = new Progress(context, "recomputing " + run, "steps", last)) {
      var effect =
          assembly.without(
              started,
              Integer.parseInt(record.group(1)),
              Long.parseLong(record.group(2)),
              state -> progress.reached(state.step()));
      result(EffectRendering.text(without, effect), EffectRendering.object(run, without, effect));
      return ExitStatus.DONE;
    }
  }

  /** Recomputes, telling how far it has come and the state at the end. */
  private interface Replay {
    Verdict run(Assembly.Replaying what, Consumer<State> progress, Consumer<State> end);
  }

  private Verdict watched(long lastStep, Replay replay, Event.RunStarted started) {
    long steps = Math.max(0, Math.min(until, lastStep) - from);
    try (Progress progress = new Progress(context, "replaying " + started.run(), "steps", steps)) {
      return replay.run(
          new Assembly.Replaying(
              topic == null ? started.specification().get("source.topic") : topic,
              new ReplayRange(from, until),
              throughParents),
          state -> progress.reached(Math.max(0, state.step() - from)), // a snapshot may be older
          state -> {
            if (snapshot != null) {
              ModelFiles.write(snapshot, state);
            }
          });
    }
  }

  private int report(Verdict verdict) {
    if (from > 0 && verdict.fromStep() == 0) {
      say("no snapshot of step %,d or before is kept: recomputed from the start".formatted(from));
    }
    if (from == 0 && verdict.fromStep() > 0) {
      say(
          "recomputed from step %,d on, where the run's journal begins: a branch goes on from its parent (--through-parents goes further back), and journal.keep lets go of what is old"
              .formatted(verdict.fromStep()));
    }
    result(Summaries.text(verdict) + written(verdict), Summaries.object(verdict));
    return verdict.identical() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  // The file is read whole before anything is believed of it.
  private int capsule(Path file) {
    Capsule capsule =
        new Capsule(() -> new BufferedInputStream(Files.newInputStream(file), 1 << 16));
    boolean examples = capsule.verified().examples();
    ChainCheck.Finding finding = ChainCheck.of(capsule.journal(), capsule.snapshots());
    if (finding.trouble() != null || !examples && !options.namesCluster()) {
      result(CapsuleRendering.text(finding, examples), CapsuleRendering.object(finding, examples));
      return finding.trouble() == null ? ExitStatus.DONE : ExitStatus.FAILED;
    }
    say(CapsuleRendering.text(finding, true));
    Event.RunStarted started = new History(capsule.journal()).beginning().started();
    if (examples) {
      return report(replay(capsule, capsule.source(started), started, finding.steps()));
    }
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      String from = topic == null ? started.specification().get("source.topic") : topic;
      var source = new KafkaSource(cluster.connection(), from);
      return report(replay(capsule, source, started, finding.steps()));
    }
  }

  private Verdict replay(
      Capsule capsule, ExampleSource source, Event.RunStarted started, long lastStep) {
    RunPorts ports = new RunPorts(source, capsule.journal(), capsule.snapshots());
    return watched(
        lastStep,
        (what, progress, end) -> Assembly.replay(started, ports, what, progress, end),
        started);
  }

  private String written(Verdict verdict) {
    return snapshot == null || !verdict.identical()
        ? ""
        : "\nthe model after step %,d is in %s".formatted(verdict.steps(), snapshot);
  }
}
