package dev.gradstream.app;

import dev.gradstream.config.SearchSpace;
import dev.gradstream.console.Digits;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.console.Table;
import dev.gradstream.console.WholeFile;
import dev.gradstream.evaluation.Prequential;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.tuning.Trial;
import dev.gradstream.pipeline.tuning.Tuning;
import dev.gradstream.settings.Nearest;
import dev.gradstream.training.RunFigures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tune}: many settings, the same windows, one pass; which learns best. */
@CommandLine.Command(
    name = "tune",
    description = "Trains many candidates on the same windows in one pass and ranks them.",
    footer = {
      "%nExample: gradstream tune config.yaml --try optimizer.learningRate=0.001,0.01,0.1 \\",
      "           --try 'model.layers[0].dense=16,64' --plot curves.svg"
    })
final class TuneCommand extends Command {
  private static final int SHOWN = 20;
  private static final Pattern MORE_IS_BETTER =
      Pattern.compile(
          "(recent\\.|window\\.|validation\\.)?(.*[aA]ccuracy|precision|recall|f1|macroF1|kappa|rocAuc|r2)");

  @Mixin ConfigOptions config;

  @Option(
      names = "--try",
      paramLabel = "PATH=V,V",
      description = "values to try for a setting, or LOW..HIGH to draw from; repeatable")
  List<String> tries = new ArrayList<>();

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "draw N combinations by the configuration's seed (default: try them all)")
  Integer random;

  @Option(
      names = "--halving",
      description = "leave the worse half at an eighth, a quarter and a half of the topic")
  boolean halving;

  @Option(
      names = "--by",
      paramLabel = "FIGURE",
      defaultValue = "loss",
      description =
          "figure to judge by: a test-then-train one, or validation (the loss of the examples held"
              + " out; default: ${DEFAULT-VALUE})")
  String by;

  @Option(names = "--plot", paramLabel = "FILE", description = "draw the learning curves (SVG)")
  Path plot;

  TuneCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    if (random != null && (random < 1 || random > 1000)) {
      throw Failure.usage("--random " + random + ": expected 1 to 1000");
    }
    if (plot != null) {
      WholeFile.check(plot, "--plot");
    }
    CheckedSpecification base = specification(List.of());
    SearchSpace space = SearchSpace.of(tries);
    List<List<String>> settings =
        random == null ? space.grid() : space.random(random, base.specification().seed());
    List<CheckedSpecification> candidates = settings.stream().map(this::specification).toList();
    checkJudge(candidates);
    try (Cluster cluster = Cluster.open(options, context.terminal());
        TrainingThread thread = new TrainingThread()) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      String topic = base.specification().source().topic();
      Tuning tuning = tuning(assembly, topic, candidates, thread);
      List<Trial> trials = run(tuning, candidates.size());
      report(trials, settings);
    }
    return ExitStatus.DONE;
  }

  private CheckedSpecification specification(List<String> more) {
    return config.with(more).as(CheckedSpecification::of);
  }

  private void checkJudge(List<CheckedSpecification> candidates) {
    String figure = judge().figure();
    Set<String> names = new LinkedHashSet<>();
    for (CheckedSpecification candidate : candidates) {
      names.addAll(RunFigures.names(candidate.specification()));
      if (names.contains(figure)) {
        return;
      }
    }
    throw Failure.usage(
        "--by "
            + by
            + ": no such figure"
            + (by.startsWith("validation")
                ? " (no example is held out: validation: {fraction: 0.1, every: 100})"
                : Nearest.hint(by, names))
            + "; there are "
            + names.stream()
                .filter(name -> !name.matches("(recent|window)[.].*") && !Prequential.isCell(name))
                .collect(Collectors.joining(", "))
            + ", and recent. or window. before one of test-then-train");
  }

  private Tuning tuning(
      Assembly assembly,
      String topic,
      List<CheckedSpecification> candidates,
      TrainingThread thread) {
    return new Tuning(
        new KafkaSource(assembly.connection(), topic),
        assembly.registry(candidates.getFirst().specification()),
        candidates,
        judge(),
        halving,
        thread.scheduler());
  }

  private Tuning.Judge judge() {
    String judged = by.equals("validation") ? "validation.loss" : by;
    return new Tuning.Judge(judged, MORE_IS_BETTER.matcher(judged).matches());
  }

  private List<Trial> run(Tuning tuning, int candidates) {
    try (Progress progress =
        new Progress(
            context, "tuning " + candidates + " candidates", "examples", tuning.extent())) {
      List<Trial> trials = tuning.run(progress::reached).block();
      if (trials.stream().allMatch(trial -> Double.isNaN(trial.score()))) {
        throw Failure.failed(
            trials.getFirst().figures().isEmpty()
                ? "no candidate can be judged: " + trials.getFirst().left()
                : "--by "
                    + by
                    + ": no candidate has come to this figure"
                    + (by.startsWith("validation")
                        ? ": too few steps were made (validation: {fraction: 0.1, every: 100})"
                        : ""));
      }
      return trials;
    }
  }

  private void report(List<Trial> trials, List<List<String>> settings) {
    Tuning.Judge judge = judge();
    List<String> names = settings.stream().map(one -> String.join(" ", one)).toList();
    Table table = new Table("rank", judge.figure(), "examples", "settings", "left");
    List<Map<String, Object>> ranked = new ArrayList<>();
    for (Trial trial : trials) {
      String left = trial.left() == null ? "-" : trial.left();
      if (ranked.size() < SHOWN) {
        table.row(
            "" + (ranked.size() + 1),
            Double.isNaN(trial.score()) ? "-" : Digits.of(trial.score(), 6),
            "%,d".formatted(trial.examples()),
            names.get(trial.index()),
            left);
      }
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("settings", settings.get(trial.index()));
      object.put(judge.figure(), trial.score());
      object.put("examples", trial.examples());
      object.put("left", trial.left());
      object.put("figures", trial.figures());
      ranked.add(object);
    }
    if (plot != null) {
      WholeFile.write(plot, LearningCurves.svg("tune " + config.file, judge, trials, names));
    }
    StringBuilder train = new StringBuilder("gradstream train " + config.file);
    settings
        .get(trials.getFirst().index())
        .forEach(s -> train.append(" --set '").append(s).append('\''));
    result(
        table
            + (trials.size() > SHOWN ? "\n(%d more)".formatted(trials.size() - SHOWN) : "")
            + (plot == null ? "" : "\n\nlearning curves: " + plot)
            + "\n\nthe best as a run of its own, with the same bits:\n  "
            + train,
        Map.of("trials", ranked, "best", settings.get(trials.getFirst().index())));
  }
}
