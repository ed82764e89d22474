package dev.gradstream.app;

import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.pipeline.Verdict;
import dev.gradstream.training.Event;
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

  @Option(names = "--until", paramLabel = "STEP", description = "recompute up to this step only")
  long until = Long.MAX_VALUE;

  ReplayCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    if (until < 1) {
      throw Failure.usage("--until " + until + ": expected at least 1");
    }
    Runs.requireName(run);
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      Event.RunStarted started =
          assembly.started(run).orElseThrow(() -> Runs.unknown(run, assembly.connection()));
      Verdict verdict = replay(assembly, started);
      result(Summaries.text(verdict), Summaries.object(verdict));
      return verdict.identical() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }

  private Verdict replay(Assembly assembly, Event.RunStarted started) {
    try (Progress progress = new Progress(context, "replaying " + run, 0)) {
      return assembly.replay(started, until, state -> progress.at(state.examples()));
    }
  }
}
