package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.Specification;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code train}: starts a run, or goes on with it where its journal ends. */
@CommandLine.Command(
    name = "train",
    description = "Starts a run, or goes on with it where its journal ends.",
    footer = {
      "%nCtrl-C commits what was learned and ends; the same command then goes on from there.",
      "A run that exists, a branch for instance, is also gone on with by its name: train RUN"
    })
final class TrainCommand extends Command {
  @Mixin ConfigOptions config;
  @Mixin PageOptions page;

  TrainCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CheckedSpecification read = namesRun() ? null : config.read().as(CheckedSpecification::of);
    try (Watching watching = Watching.open(page);
        Cluster cluster = Cluster.open(options, context.terminal())) {
      watching.announce(this::say);
      watching.through(cluster);
      Assembly assembly = new Assembly(cluster, watching.clients());
      CheckedSpecification asked = read == null ? recorded(assembly) : read;
      Outcome outcome = train(context, cluster, assembly, asked, watching);
      result(Summaries.text(outcome), Summaries.object(outcome));
      return status(outcome, this::say);
    }
  }

  /** Trains until the run ends or is interrupted, with its progress on standard error. */
  static Outcome train(
      Context context,
      Cluster cluster,
      Assembly assembly,
      CheckedSpecification asked,
      Watching watching) {
    List<StepSink> sinks = new ArrayList<>(watching.sinks());
    sinks.add(new ProgressLine(context, 0));
    return Interruptible.train(
        assembly.training(asked, sinks), context.shutdown(), cluster.failure());
  }

  /** What an outcome means to the shell; says what to do where it is not what was wanted. */
  static int status(Outcome outcome, Consumer<String> say) {
    if (!outcome.ended()) {
      return ExitStatus.INTERRUPTED;
    }
    if (outcome.diverged()) {
      say.accept("try a smaller optimizer.learningRate, under a new name (run: ...)");
      return ExitStatus.FAILED;
    }
    if (outcome.examples() == 0 && outcome.rejected() > 0) {
      say.accept(
          "none of %,d records could be used: compare source.columns and label with what the topic holds"
              .formatted(outcome.rejected()));
      return ExitStatus.FAILED;
    }
    return ExitStatus.DONE;
  }

  private boolean namesRun() {
    String name = config.file.toString();
    return !Files.exists(config.file)
        && Specification.isRunName(name)
        && !name.endsWith(".yaml")
        && !name.endsWith(".yml");
  }

  private CheckedSpecification recorded(Assembly assembly) {
    String run = config.file.toString();
    if (!config.overrides.isEmpty()) {
      throw Failure.usage(
          "--set: run '%s' goes on with the settings it has (for others: gradstream branch %s)"
              .formatted(run, run));
    }
    return assembly
        .started(run)
        .map(started -> CheckedSpecification.of(Settings.ofFlat(started.specification())))
        .orElseThrow(
            () ->
                Failure.usage(
                    run
                        + ": no such file, and no run of that name ("
                        + Runs.unknown(run, assembly.connection()).getMessage()
                        + ")"));
  }
}
