package dev.gradstream.app;

import dev.gradstream.config.ConfigFile;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.console.Table;
import dev.gradstream.kafka.Check;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.Finding;
import dev.gradstream.kafka.KafkaDoctor;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.training.Event;
import dev.gradstream.training.Specification;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code doctor}: tries out whether a cluster does what a run needs of it. */
@CommandLine.Command(
    name = "doctor",
    description = "Tries out whether a cluster does what a run needs of it, and says what to do.",
    footer = "%nExit status 0: all is well. 1: something was found.")
final class DoctorCommand extends Command {
  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG.yaml",
      description = "the configuration of a run, to look at its topics, too")
  Path config;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "an existing run, to look at its topics")
  String run;

  /** Which run and topic are looked at; null for none. */
  private record Patient(String run, String source) {}

  DoctorCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    if (config != null && run != null) {
      throw Failure.usage("expected CONFIG.yaml or --run RUN, got both");
    }
    Specification configured =
        config == null
            ? null
            : ConfigFile.read(config, List.of())
                .withTexts()
                .as(CheckedSpecification::of)
                .specification();
    if (run != null) {
      Runs.requireName(run);
    }
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      Patient patient = patient(assembly, configured);
      List<Check> checks =
          new KafkaDoctor(assembly.connection()).examine(patient.run(), patient.source());
      result(text(checks), object(checks));
      return findings(checks).isEmpty() ? ExitStatus.DONE : ExitStatus.FAILED;
    }
  }

  private Patient patient(Assembly assembly, Specification configured) {
    if (configured != null) {
      return new Patient(configured.run(), configured.source().topic());
    }
    if (run == null) {
      return new Patient(null, null);
    }
    Event.RunStarted started =
        assembly.started(run).orElseThrow(() -> Runs.unknown(run, assembly.connection()));
    return new Patient(run, started.specification().get("source.topic"));
  }

  private static List<Finding> findings(List<Check> checks) {
    return checks.stream().flatMap(check -> check.findings().stream()).toList();
  }

  private static String text(List<Check> checks) {
    Table table = new Table("check", "", "seen");
    for (Check check : checks) {
      boolean error = check.findings().stream().anyMatch(f -> f.level() == Finding.Level.ERROR);
      String mark = check.findings().isEmpty() ? "ok" : error ? "ERROR" : "warning";
      table.row(check.name(), mark, check.saw());
    }
    List<Finding> findings = findings(checks);
    String found =
        findings.stream()
            .map(
                finding ->
                    "%s  %s: %s%n       what to do: %s"
                        .formatted(
                            finding.level(), finding.subject(), finding.problem(), finding.cure()))
            .collect(Collectors.joining("\n"));
    return table
        + "\n\n"
        + (findings.isEmpty() ? "all is well" : found + "\n\nfound: " + findings.size());
  }

  private static Map<String, Object> object(List<Check> checks) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("healthy", findings(checks).isEmpty());
    object.put("checks", checks.stream().map(DoctorCommand::object).toList());
    return object;
  }

  private static Map<String, Object> object(Check check) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("check", check.name());
    object.put("saw", check.saw());
    object.put("findings", check.findings().stream().map(DoctorCommand::object).toList());
    return object;
  }

  private static Map<String, Object> object(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("level", finding.level().name().toLowerCase(java.util.Locale.ROOT));
    object.put("subject", finding.subject());
    object.put("problem", finding.problem());
    object.put("cure", finding.cure());
    return object;
  }
}
