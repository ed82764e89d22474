package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;

/** {@code runs}: what exists. */
@CommandLine.Command(name = "runs", description = "Lists the runs that exist.")
final class RunsCommand extends Command {
  private final Function<Options, RunSummary.Catalogue> catalogues;

  RunsCommand(Context context, Function<Options, RunSummary.Catalogue> catalogues) {
    super(context);
    this.catalogues = catalogues;
  }

  @Override
  public Integer call() {
    try (RunSummary.Catalogue catalogue = catalogues.apply(options)) {
      List<RunSummary> runs = catalogue.all();
      result(
          new RunRendering(ZoneId.systemDefault()).list(runs),
          Map.of("runs", runs.stream().map(RunSummary::object).toList()));
    }
    return ExitStatus.DONE;
  }
}
