package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaRuns;
import dev.gradstream.pipeline.CommandSender;
import dev.gradstream.training.Command.Wish;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command to the trainer of a run, wherever it runs; it waits for the answer in the journal. */
abstract class SteeringCommand extends Command {
  @Parameters(index = "0", paramLabel = "RUN", description = "the run's name")
  String run;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "how long to wait for the trainer; then the command is withdrawn (default: ${DEFAULT-VALUE})")
  int waitSeconds;

  SteeringCommand(Context context) {
    super(context);
  }

  /** What is asked for. */
  abstract Wish wish();

  /**
   * The answer in words.
   *
   * @param step last step before
   * @param window last window before
   */
  abstract String words(Event event, long step, long window);

  @Override
  public Integer call() {
    Runs.requireName(run);
    if (waitSeconds < 1) {
      throw Failure.usage("--wait " + waitSeconds + ": expected at least 1 second");
    }
    Wish wish = wish();
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      KafkaRuns.Run found =
          new KafkaRuns(assembly.connection(), "")
              .find(run)
              .orElseThrow(() -> Runs.unknown(run, assembly.connection()));
      JournalBlock last =
          found.last().orElseThrow(() -> Failure.failed("run '" + run + "': " + trouble(found)));
      if (last.events().getLast() instanceof Event.RunEnded ended) {
        throw over(ended.reason());
      }
      CommandSender sender =
          assembly
              .sender(run, ms -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms)))
              .from(
                  last.sequence() + 1,
                  found.metrics().map(MetricsRecord::lastStep).orElse(0L),
                  found.metrics().map(MetricsRecord::window).orElse(0L));
      return shown(sender.send(wish, waitSeconds * 1000L));
    }
  }

  private Integer shown(CommandSender.Answer answer) {
    switch (answer) {
      case CommandSender.Followed followed ->
          result(
              "run '%s': %s"
                  .formatted(run, words(followed.event(), followed.step(), followed.window())),
              object(followed));
      case CommandSender.Refused refused ->
          throw Failure.failed("run '%s' refuses: %s".formatted(run, refused.reason()));
      case CommandSender.Ended ended -> throw over(ended.reason());
      case CommandSender.Unanswered unanswered ->
          throw Failure.failed(
              "no trainer of run '%s' answered within %d s; the command is withdrawn and will not take effect later (start a trainer: gradstream train, or give it more time: --wait)"
                  .formatted(run, waitSeconds));
    }
    return ExitStatus.DONE;
  }

  private Failure over(String reason) {
    return Failure.failed(
        "run '%s' is over (%s): nothing can be changed any more; gradstream branch starts a run from one of its steps"
            .formatted(run, reason));
  }

  private static String trouble(KafkaRuns.Run found) {
    return found.trouble().isEmpty() ? "its journal is empty" : found.trouble();
  }

  private Map<String, Object> object(CommandSender.Followed followed) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run);
    object.put("command", followed.command());
    object.put("event", followed.event().getClass().getSimpleName());
    object.put("step", followed.step());
    object.put("window", followed.window());
    if (followed.event() instanceof Event.SpecificationChanged changed) {
      object.put("changed", changed.changes().settings());
      object.put("removed", changed.changes().removed());
    } else if (followed.event() instanceof Event.SkipOrdered ordered) {
      object.put("skips", ordered.window());
    }
    return object;
  }
}
