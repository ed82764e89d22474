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
import java.util.Optional;
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
      return shown(send(assembly, run, wish, waitSeconds));
    }
  }

  /**
   * Sends a command and waits for its answer.
   *
   * @throws Failure where there is no such run, or it is over
   */
  static CommandSender.Answer send(Assembly assembly, String run, Wish wish, int waitSeconds) {
    KafkaRuns.Run found =
        new KafkaRuns(assembly.connection(), "")
            .find(run)
            .orElseThrow(() -> Runs.unknown(run, assembly.connection()));
    JournalBlock last =
        found.last().orElseThrow(() -> Failure.failed("run '" + run + "': " + trouble(found)));
    if (last.events().getLast() instanceof Event.RunEnded ended) {
      throw over(run, ended.reason());
    }
    CommandSender sender =
        assembly
            .sender(run, ms -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ms)))
            .from(
                last.sequence() + 1,
                found.metrics().map(MetricsRecord::lastStep).orElse(0L),
                found.metrics().map(MetricsRecord::window).orElse(0L));
    return sender.send(wish, waitSeconds * 1000L);
  }

  /** What to say where a command was not followed; empty where it was. */
  static Optional<Failure> failure(String run, CommandSender.Answer answer, int waitSeconds) {
    return switch (answer) {
      case CommandSender.Followed followed -> Optional.empty();
      case CommandSender.Refused refused ->
          Optional.of(Failure.failed("run '%s' refuses: %s".formatted(run, refused.reason())));
      case CommandSender.Ended ended -> Optional.of(over(run, ended.reason()));
      case CommandSender.Unanswered unanswered ->
          Optional.of(
              Failure.failed(
                  "no trainer of run '%s' answered within %d s; the command is withdrawn and will not take effect later (start a trainer: gradstream train, or give it more time: --wait)"
                      .formatted(run, waitSeconds)));
    };
  }

  private Integer shown(CommandSender.Answer answer) {
    failure(run, answer, waitSeconds)
        .ifPresent(
            failure -> {
              throw failure;
            });
    CommandSender.Followed followed = (CommandSender.Followed) answer;
    result(
        "run '%s': %s".formatted(run, words(followed.event(), followed.step(), followed.window())),
        object(run, followed));
    return ExitStatus.DONE;
  }

  private static Failure over(String run, String reason) {
    return Failure.failed(
        "run '%s' is over (%s): nothing can be changed any more; gradstream branch starts a run from one of its steps"
            .formatted(run, reason));
  }

  private static String trouble(KafkaRuns.Run found) {
    return found.trouble().isEmpty() ? "its journal is empty" : found.trouble();
  }

  /** A command that was followed, as an object. */
  static Map<String, Object> object(String run, CommandSender.Followed followed) {
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
