package dev.gradstream.app;

import dev.gradstream.config.Overriding;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.replay.Brancher;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.training.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code branch}: what if, from some step on, something had been otherwise? */
@CommandLine.Command(
    name = "branch",
    description = "Starts a run from a past state of another one, with other settings.",
    footer = {
      "%nExample: gradstream branch phishing --at 500 --as slower --set optimizer.learningRate=0.01",
      "Then:    gradstream show phishing slower"
    })
final class BranchCommand extends Command {
  private static final List<String> WINDOWS = List.of("own", "recorded");

  @Parameters(paramLabel = "RUN", description = "the run to branch from")
  String run;

  @Option(
      names = "--at",
      paramLabel = "STEP",
      required = true,
      description = "its last step that the branch shares; the end of a window, or 0")
  long at;

  @Option(names = "--as", paramLabel = "NAME", required = true, description = "the branch's name")
  String name;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "a setting in place of the parent's, e.g. optimizer.learningRate=0.01; repeatable")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = "--windows",
      paramLabel = "own|recorded",
      defaultValue = "own",
      description =
          "own: windows are cut anew from where the parent stood, and a live topic goes on;"
              + " recorded: the parent's windows, until they end (default: ${DEFAULT-VALUE})")
  String windows;

  @Option(names = "--no-train", description = "make the branch only; train it with: train NAME")
  boolean noTrain;

  @Mixin PageOptions page;

  BranchCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    check();
    List<Overriding> changes = overrides.stream().map(Overriding::parse).toList();
    try (Watching watching = Watching.open(page);
        Cluster cluster = Cluster.open(options, context.terminal())) {
      watching.announce(this::say);
      watching.through(cluster);
      Assembly assembly = new Assembly(cluster, watching.clients());
      Event.RunStarted parent =
          assembly.started(run).orElseThrow(() -> Runs.unknown(run, assembly.connection()));
      Brancher.Made made = make(assembly, parent, changes);
      say(
          "run '%s' branches from '%s' after step %,d (window %,d): %s"
              .formatted(name, run, at, made.branched().window(), described(made)));
      if (noTrain) {
        result(text(made), object(made));
        return ExitStatus.DONE;
      }
      CheckedSpecification asked =
          CheckedSpecification.of(Settings.ofFlat(made.started().specification()));
      Outcome outcome = TrainCommand.train(context, cluster, assembly, asked, watching);
      result(Summaries.text(outcome), Summaries.object(outcome));
      return TrainCommand.status(outcome, this::say);
    }
  }

  private void check() {
    Runs.requireName(run);
    Runs.requireName(name);
    if (at < 0) {
      throw Failure.usage("--at " + at + ": expected a step, or 0 for the start");
    }
    if (!WINDOWS.contains(windows)) {
      throw Failure.usage("--windows " + windows + ": expected own or recorded");
    }
  }

  private Brancher.Made make(Assembly assembly, Event.RunStarted parent, List<Overriding> changes) {
    try (Progress progress = new Progress(context, "recomputing " + run, "steps", at)) {
      return assembly.branch(
          parent, at, name, before -> settings(before, changes), s -> progress.reached(s.step()));
    } catch (SettingsException e) {
      throw Failure.usage("--set " + e.getMessage(), e);
    }
  }

  private SortedMap<String, String> settings(
      SortedMap<String, String> settings, List<Overriding> changes) {
    settings.put("run", name);
    settings.remove("window.follows");
    if (windows.equals("recorded")) {
      settings.put("window.follows", run);
    }
    changes.forEach(change -> change.apply(settings));
    return settings;
  }

  private static String described(Brancher.Made made) {
    String changes = made.branched().changes().describe();
    return changes.isEmpty() ? "nothing is changed" : changes;
  }

  private String text(Brancher.Made made) {
    return "run '%s' is made; go on with it: gradstream train %s"
        .formatted(made.started().run(), made.started().run());
  }

  private static Map<String, Object> object(Brancher.Made made) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("run", made.started().run());
    object.put("parent", made.branched().parent());
    object.put("step", made.branched().step());
    object.put("window", made.branched().window());
    object.put("parentCertificate", made.branched().certificate());
    object.put("changed", made.branched().changes().settings());
    object.put("removed", made.branched().changes().removed());
    return object;
  }
}
