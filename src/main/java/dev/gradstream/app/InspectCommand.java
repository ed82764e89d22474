package dev.gradstream.app;

import dev.gradstream.config.ColumnGlance;
import dev.gradstream.config.ConfigFile;
import dev.gradstream.config.ConfigProposal;
import dev.gradstream.config.RecordForm;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.console.Table;
import dev.gradstream.console.WholeFile;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.SchemaSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code inspect}: what the records of a topic are, and a configuration to begin with. */
@CommandLine.Command(
    name = "inspect",
    description = "Looks at a topic's first records and proposes a configuration.",
    footer = "%nExample: gradstream inspect --topic orders --output orders.yaml")
final class InspectCommand extends Command {
  @Option(names = "--topic", required = true, paramLabel = "T", description = "the topic")
  String topic;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "1000",
      description = "records to look at (default: ${DEFAULT-VALUE})")
  int records;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "names of the columns of lines, which a topic does not hold")
  List<String> columns = new ArrayList<>();

  @Option(names = "--schema", paramLabel = "FILE", description = "schema of Avro records")
  Path schema;

  @Option(
      names = "--registry",
      paramLabel = "URL",
      description =
          "registry of Avro records that name their schemas by number (default: schema.registry.url in --client-config)")
  String registry;

  @Option(
      names = "--label",
      paramLabel = "NAME",
      description = "the column to be predicted (default: the likeliest one)")
  String label;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "write the configuration there; an existing file is left alone")
  Path output;

  InspectCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() throws IOException {
    if (records < 1) {
      throw Failure.usage("--records " + records + ": expected at least 1");
    }
    if (output != null && Files.exists(output)) {
      throw Failure.usage("--output " + output + ": is there already; choose another name");
    }
    String schemaText = schema == null ? null : Files.readString(schema);
    try (Cluster cluster = Cluster.open(options, context.terminal())) {
      Assembly assembly = new Assembly(cluster, ClientWatch.NONE);
      inspect(
          TopicSample.of(new KafkaSource(assembly.connection(), topic), records),
          schemaText,
          assembly.registry(registry, "--registry").map(this::known).orElse(null));
    }
    return ExitStatus.DONE;
  }

  private RecordForm.Registry known(SchemaSource schemas) {
    return new RecordForm.Registry() {
      @Override
      public List<String> texts(long number) {
        SchemaSource.Found found = schemas.schema(number);
        if (found.problem() != null) {
          say(found.problem());
        }
        return found.texts();
      }

      @Override
      public String url() {
        return registry;
      }
    };
  }

  private void inspect(TopicSample sample, String schemaText, RecordForm.Registry registry) {
    if (sample.values().isEmpty()) {
      throw Failure.failed("topic '" + topic + "' holds no record yet");
    }
    RecordForm form = RecordForm.of(sample.values(), columns, schemaText, registry);
    Map<String, ColumnGlance> glances = new LinkedHashMap<>();
    List<Map<String, String>> read =
        sample.values().stream().map(form::columns).filter(found -> !found.isEmpty()).toList();
    if (read.isEmpty()) {
      throw Failure.failed(
          "none of the first records of topic '" + topic + "' can be read as " + form.describe());
    }
    read.forEach(
        record ->
            record.keySet().forEach(name -> glances.computeIfAbsent(name, ColumnGlance::new)));
    read.forEach(record -> glances.forEach((name, glance) -> glance.take(record.get(name))));
    ConfigProposal proposal = ConfigProposal.of(topic, form, glances.values(), label);
    String yaml = proposal.yaml();
    ConfigFile.text(Path.of("proposal"), yaml).as(CheckedSpecification::of); // it can be used
    if (output != null) {
      WholeFile.write(output, yaml);
    }
    report(sample, form, read.size(), glances, proposal, yaml);
  }

  private void report(
      TopicSample sample,
      RecordForm form,
      int read,
      Map<String, ColumnGlance> glances,
      ConfigProposal proposal,
      String yaml) {
    Table table = new Table("column", "missing", "contents");
    List<Map<String, Object>> columns = new ArrayList<>();
    for (ColumnGlance glance : glances.values()) {
      table.row(glance.name(), "" + glance.missing(), glance.contents());
      Map<String, Object> column = new LinkedHashMap<>();
      column.put("name", glance.name());
      column.put("missing", glance.missing());
      column.put("number", glance.isNumber());
      column.put("different", glance.different());
      columns.add(column);
    }
    int broken = sample.values().size() - read;
    String head =
        "topic '%s': about %,d records in %d partition%s; the first %,d are %s%s"
            .formatted(
                topic,
                sample.records(),
                sample.partitions(),
                sample.partitions() == 1 ? "" : "s",
                sample.values().size(),
                form.describe(),
                broken == 0 ? "" : ", but for %,d".formatted(broken));
    List<String> candidates =
        ConfigProposal.candidates(glances.values()).stream().map(ColumnGlance::name).toList();
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("topic", topic);
    object.put("records", sample.records());
    object.put("looked", sample.values().size());
    object.put("unreadable", broken);
    object.put("form", form.describe());
    object.put("columns", columns);
    object.put("label", proposal.labelName());
    object.put("labelCandidates", candidates);
    object.put("configuration", yaml);
    result(
        head
            + "\n\n"
            + table
            + "\n\nlabel candidates: "
            + String.join(", ", candidates)
            + "\n\n"
            + (output == null ? yaml.stripTrailing() : "configuration written to " + output),
        object);
  }
}
