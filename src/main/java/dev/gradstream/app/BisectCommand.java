package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.pipeline.replay.Bisection;
import dev.gradstream.training.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code bisect}: which window made the loss jump? */
@CommandLine.Command(
    name = "bisect",
    description = "Finds the window that made the loss jump.",
    footer = {
      "%nThe jump is the largest rise of the mean loss of 20 windows over that of the 20 before. Each"
          + " window up to there is left out in turn and the rest recomputed: the one without which"
          + " the loss is lowest afterwards is to blame, if that undoes at least half of the jump."
    })
final class BisectCommand extends Command {
  @Parameters(paramLabel = "RUN", description = "the run's name")
  String run;

  BisectCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    Runs.requireName(run);
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      Event.RunStarted started =
          assembly.started(run).orElseThrow(() -> Runs.unknown(run, assembly.connection()));
      Optional<Bisection.Jump> jump;
      try (Progress progress = new Progress(context, "bisecting " + run, "windows", 0)) {
        jump = assembly.bisect(started, progress::reached);
      }
      result(
          jump.map(this::text).orElse("the loss of run '" + run + "' never jumps up"),
          jump.map(this::object).orElse(Map.of("run", run, "jumps", false)));
      return ExitStatus.DONE;
    }
  }

  private String text(Bisection.Jump jump) {
    String jumps =
        "the loss jumps at window %,d (step %,d): %s over the %d windows before, %s over the %d from there on"
            .formatted(
                jump.window().window(),
                step(jump.window()),
                RunRendering.number(jump.before()),
                jump.reach(),
                RunRendering.number(jump.after()),
                jump.reach());
    String undone =
        "without window %,d the loss afterwards is %s instead of %s, %.0f %% of the jump undone"
            .formatted(
                jump.culprit().window(),
                RunRendering.number(jump.withoutCulprit()),
                RunRendering.number(jump.behind()),
                100 * jump.undone());
    return jump.isOneWindow()
        ? "%s\nto blame is window %,d: %s\nlook at it: gradstream explain %s --step %d"
            .formatted(jumps, jump.culprit().window(), undone, run, step(jump.culprit()))
        : "%s\nno single window is to blame, the examples themselves changed there: even %s"
            .formatted(jumps, undone);
  }

  private static long step(Event.WindowApplied window) {
    return window.steps().getFirst().step();
  }

  private Map<String, Object> object(Bisection.Jump jump) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", run);
    object.put("jumps", true);
    object.put("window", jump.window().window());
    object.put("step", step(jump.window()));
    object.put("reach", jump.reach());
    object.put("lossBefore", jump.before());
    object.put("lossAfter", jump.after());
    object.put("culprit", jump.culprit().window());
    object.put("culpritStep", step(jump.culprit()));
    object.put("lossBehind", jump.behind());
    object.put("lossWithoutCulprit", jump.withoutCulprit());
    object.put("undone", jump.undone());
    object.put("oneWindow", jump.isOneWindow());
    return object;
  }
}
