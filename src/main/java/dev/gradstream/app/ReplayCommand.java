package dev.gradstream.app;

import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.pipeline.ReplayRange;
import dev.gradstream.pipeline.Verdict;
import dev.gradstream.training.Event;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code replay}: recomputes a run from its journal and its topic, and compares every step. */
@CommandLine.Command(
    name = "replay",
    description = "Recomputes a run from its journal and its topic, and compares every step.",
    footer = "%nExit status 0: identical. 1: something differs, and the first step is named.")
final class ReplayCommand extends Command {
  @Parameters(paramLabel = "RUN", description = "the run's name")
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
    Runs.requireName(run);
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      Event.RunStarted started =
          assembly.started(run).orElseThrow(() -> Runs.unknown(run, assembly.connection()));
      Verdict verdict = replay(assembly, started);
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
  }

  private String written(Verdict verdict) {
    return snapshot == null || !verdict.identical()
        ? ""
        : "\nthe model after step %,d is in %s".formatted(verdict.steps(), snapshot);
  }

  private Verdict replay(Assembly assembly, Event.RunStarted started) {
    long last = Math.min(until, Runs.lastStep(run, assembly.connection()));
    try (Progress progress =
        new Progress(context, "replaying " + run, "steps", Math.max(0, last - from))) {
      return assembly.replay(
          started,
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
}
