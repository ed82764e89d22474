package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.settings.Nearest;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code show}: how one run went, or how two did. */
@CommandLine.Command(
    name = "show",
    description = "Shows how a run goes, or went; of two runs, where they fork and how both went.")
final class ShowCommand extends Command {
  @Parameters(index = "0", paramLabel = "RUN", description = "the run's name")
  String run;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "OTHER",
      description = "another run to compare it with")
  String other;

  private final Function<Options, RunSummary.Catalogue> catalogues;

  ShowCommand(Context context, Function<Options, RunSummary.Catalogue> catalogues) {
    super(context);
    this.catalogues = catalogues;
  }

  @Override
  public Integer call() {
    try (RunSummary.Catalogue catalogue = catalogues.apply(options)) {
      List<RunSummary> runs = catalogue.all();
      RunSummary found = find(run, runs);
      if (other == null) {
        result(new RunRendering(ZoneId.systemDefault()).page(found), found.object());
      } else {
        compare(found, find(other, runs));
      }
    }
    return ExitStatus.DONE;
  }

  private void compare(RunSummary one, RunSummary two) {
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      RunComparison comparison =
          new RunComparison(
              one,
              LossCurve.of(one.name(), assembly::journal),
              two,
              LossCurve.of(two.name(), assembly::journal));
      result(comparison.text(context.terminal().out().charset()), comparison.object());
    }
  }

  private static RunSummary find(String name, List<RunSummary> runs) {
    List<String> names = runs.stream().map(RunSummary::name).toList();
    return runs.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Failure.failed(
                    "no run named '"
                        + name
                        + "'"
                        + Nearest.hint(name, names)
                        + " (list them: gradstream runs)"));
  }
}
