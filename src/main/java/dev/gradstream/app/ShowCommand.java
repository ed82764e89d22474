package dev.gradstream.app;

import dev.gradstream.settings.Nearest;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code show}: how one run went. */
@CommandLine.Command(name = "show", description = "Shows how a run goes, or went.")
final class ShowCommand extends Command {
  @Parameters(paramLabel = "RUN", description = "the run's name")
  String run;

  private final Function<Options, RunSummary.Catalogue> catalogues;

  ShowCommand(Context context, Function<Options, RunSummary.Catalogue> catalogues) {
    super(context);
    this.catalogues = catalogues;
  }

  @Override
  public Integer call() {
    try (RunSummary.Catalogue catalogue = catalogues.apply(options)) {
      List<RunSummary> runs = catalogue.all();
      RunSummary found =
          runs.stream().filter(one -> one.name().equals(run)).findFirst().orElse(null);
      if (found == null) {
        List<String> names = runs.stream().map(RunSummary::name).toList();
        throw Failure.failed(
            "no run named '"
                + run
                + "'"
                + Nearest.hint(run, names)
                + " (list them: gradstream runs)");
      }
      result(new RunRendering(ZoneId.systemDefault()).page(found), found.object());
    }
    return ExitStatus.DONE;
  }
}
