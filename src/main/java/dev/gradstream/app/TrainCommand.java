package dev.gradstream.app;

import dev.gradstream.pipeline.CheckedSpecification;
import dev.gradstream.pipeline.Outcome;
import dev.gradstream.pipeline.StepSink;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code train}: starts a run, or goes on with it where its journal ends. */
@CommandLine.Command(
    name = "train",
    description = "Starts a run, or goes on with it where its journal ends.",
    footer =
        "%nCtrl-C commits what was learned and ends; the same command then goes on from there.")
final class TrainCommand extends Command {
  @Mixin ConfigOptions config;
  @Mixin PageOptions page;

  TrainCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    CheckedSpecification asked = asked();
    try (Watching watching = Watching.open(page);
        Cluster cluster = Cluster.open(options, context.terminal())) {
      if (watching.uri() != null) {
        say("live page: " + watching.uri());
      }
      Outcome outcome = train(cluster, asked, watching);
      result(Summaries.text(outcome), Summaries.object(outcome));
      return status(outcome);
    }
  }

  private int status(Outcome outcome) {
    if (!outcome.ended()) {
      return ExitStatus.INTERRUPTED;
    }
    if (outcome.diverged()) {
      say("try a smaller optimizer.learningRate, under a new name (run: ...)");
      return ExitStatus.FAILED;
    }
    if (outcome.examples() == 0 && outcome.rejected() > 0) {
      say(
          "none of %,d records could be used: compare source.columns and label with what the topic holds"
              .formatted(outcome.rejected()));
      return ExitStatus.FAILED;
    }
    return ExitStatus.DONE;
  }

  private CheckedSpecification asked() {
    return config.read().as(CheckedSpecification::of);
  }

  private Outcome train(Cluster cluster, CheckedSpecification asked, Watching watching) {
    List<StepSink> sinks = new ArrayList<>(watching.sinks());
    sinks.add(new ProgressLine(context, 0));
    Assembly assembly = new Assembly(cluster, watching.clients());
    return Interruptible.train(
        assembly.training(asked, sinks), context.shutdown(), cluster.failure());
  }
}
