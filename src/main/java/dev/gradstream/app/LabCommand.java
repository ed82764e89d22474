package dev.gradstream.app;

import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.console.WholeFile;
import dev.gradstream.lab.Experiment;
import dev.gradstream.lab.Experiments;
import dev.gradstream.lab.Findings;
import dev.gradstream.settings.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lab}: small experiments that show what the mathematics says. */
@CommandLine.Command(
    name = "lab",
    description = "Small experiments that show what the mathematics of descent says.",
    footer = {"", "Without a name it lists the experiments. The same numbers on every machine."})
final class LabCommand extends Command {
  @Parameters(arity = "0..1", paramLabel = "NAME", description = "the experiment to do")
  String name;

  @Option(names = "--all", description = "do all of them")
  boolean all;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "an existing folder in which to put the pictures, NAME.svg each")
  Path folder;

  LabCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    List<Experiment> chosen = chosen();
    if (folder != null) {
      chosen.forEach(experiment -> WholeFile.check(picture(experiment), "--output"));
    }
    StringBuilder text = new StringBuilder();
    Map<String, Object> object = new LinkedHashMap<>();
    if (chosen.isEmpty()) {
      for (Experiment experiment : Experiments.all()) {
        text.append("%-12s %s%n".formatted(experiment.name(), experiment.question()));
        object.put(experiment.name(), experiment.question());
      }
    }
    for (Experiment experiment : chosen) {
      Findings findings = experiment.run();
      List<String> lines = new ArrayList<>(findings.numbers());
      lines.add(findings.seen());
      if (folder != null) {
        WholeFile.write(picture(experiment), findings.picture());
        lines.add("picture: " + picture(experiment));
      }
      text.append(experiment.name()).append(": ").append(experiment.question()).append('\n');
      lines.forEach(line -> text.append("  ").append(line).append('\n'));
      object.put(experiment.name(), lines);
    }
    result(text.toString().stripTrailing(), object);
    return ExitStatus.DONE;
  }

  private List<Experiment> chosen() {
    if (all && name != null) {
      throw Failure.usage("lab: expected a name or --all, got both");
    }
    if (all) {
      return Experiments.all();
    }
    if (name == null && folder != null) {
      throw Failure.usage("lab: --output needs the name of an experiment, or --all");
    }
    if (name == null) {
      return List.of();
    }
    List<String> names = Experiments.all().stream().map(Experiment::name).toList();
    if (!names.contains(name)) {
      throw Failure.usage(
          "no experiment '" + name + "'" + Nearest.hint(name, names) + ": " + names);
    }
    return Experiments.all().stream().filter(one -> one.name().equals(name)).toList();
  }

  private Path picture(Experiment experiment) {
    return folder.resolve(experiment.name() + ".svg");
  }
}
