package dev.gradstream.app;

import dev.gradstream.config.YamlNames;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.files.ExampleFile;
import dev.gradstream.files.ExampleFiles;
import dev.gradstream.files.ExampleForm;
import dev.gradstream.files.FileFormat;
import dev.gradstream.files.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code publish}: a file into a topic, whole or not at all.
 *
 * <p>The file is read twice: once to check every record, once to send it, in one transaction. So a
 * malformed record, Ctrl-C or a crash leave nothing behind, and the second reading knows its size.
 */
@CommandLine.Command(
    name = "publish",
    description = "Loads a file of examples into a topic, whole or not at all.",
    footer = "%nExample: gradstream publish phishing.csv --topic phishing")
final class PublishCommand extends Command {
  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "CSV or TSV with a header line, JSON lines, Vowpal Wabbit's text format, an Avro container, or images in the IDX form;"
              + " may be packed (.gz, .zst); a directory: its files by name; -: standard input")
  List<Path> paths;

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "T",
      description = "the topic; created where it is missing")
  String topic;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "partitions of a new topic (default: 1, which keeps the file's order)")
  Integer partitions;

  @Option(
      names = "--key",
      paramLabel = "COLUMN",
      description = "column whose text is the key; same key, same partition")
  String key;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "the labels of a file of images in the IDX form (MNIST's)")
  Path labels;

  @Option(names = "--limit", paramLabel = "N", description = "only the first N records")
  long limit = Long.MAX_VALUE;

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "names of the columns of a CSV file without a header line")
  List<String> columns = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "csv, tsv, json, avro, vw or idx (default: by FILE's name)")
  String format;

  @Option(
      names = "--separator",
      paramLabel = "C",
      description = "what stands between the columns of text, one character or 'tab'")
  String separator;

  private record Sent(
      long records,
      long bytes,
      int partitions,
      List<String> columns,
      String schema,
      double seconds) {}

  private final ExampleSink.Opener sinks;
  InputStream standardInput = System.in;

  PublishCommand(Context context) {
    this(
        context,
        (options, topic, partitions, records) -> {
          Cluster cluster = Cluster.open(options, context.terminal());
          try {
            return KafkaExampleSink.open(cluster, topic, partitions, records);
          } catch (RuntimeException e) {
            cluster.close();
            throw e;
          }
        });
  }

  PublishCommand(Context context, ExampleSink.Opener sinks) {
    super(context);
    this.sinks = sinks;
  }

  @Override
  public Integer call() throws IOException {
    check();
    Path scratch = Files.createTempFile("gradstream-", ".examples");
    try {
      publish(ExampleFiles.named(paths, form(), standardInput, scratch));
    } finally {
      Files.delete(scratch);
    }
    return ExitStatus.DONE;
  }

  private void publish(List<ExampleFile> examples) throws IOException {
    long records = count(examples);
    if (records == 0) {
      throw Failure.failed(what() + ": holds no record, only its header or nothing at all");
    }
    try (ExampleSink sink =
        sinks.open(options, topic, partitions == null ? 0 : partitions, records)) {
      if (sink.used()) {
        say("topic '" + topic + "' is not new; these records follow whatever it holds");
      }
      report(send(examples, records, sink));
    }
  }

  private ExampleForm form() {
    return new ExampleForm(
        format == null ? null : FileFormat.of(format), separator(), columns, key, labels);
  }

  private Character separator() {
    if (separator == null || separator.equals("tab")) {
      return separator == null ? null : '\t';
    }
    char c = separator.length() == 1 ? separator.charAt(0) : '"';
    if (c >= 0x7f || c < ' ' || c == '"') {
      throw Failure.usage(
          "--separator " + separator + ": expected one ASCII character or 'tab', and no quote");
    }
    return c;
  }

  // What a configuration has to say where columns are not apart by commas.
  private Character separatorShown() {
    boolean tabs =
        format == null && FileFormat.knows(paths.getFirst())
            ? FileFormat.byName(paths.getFirst()) == FileFormat.TSV
            : "tsv".equals(format);
    Character named = separator();
    return named != null ? named : tabs ? Character.valueOf('\t') : null;
  }

  /** For messages. */
  private String what() {
    return paths.size() == 1 ? paths.getFirst().toString() : paths.size() + " files";
  }

  private void check() {
    if (!topic.matches("[A-Za-z0-9._-]{1,249}") || topic.matches("\\.{1,2}")) {
      throw Failure.usage(
          "--topic " + topic + ": expected up to 249 letters, digits, '.', '_' and '-'");
    }
    if (partitions != null && (partitions < 1 || partitions > 1000)) {
      throw Failure.usage("--partitions " + partitions + ": expected 1 to 1000");
    }
    if (limit < 1) {
      throw Failure.usage("--limit " + limit + ": expected at least 1");
    }
  }

  private void goOn() {
    if (context.shutdown().requested()) {
      throw Failure.failed("interrupted; nothing was published");
    }
  }

  private long count(List<ExampleFile> examples) throws IOException {
    try (RecordReader reader = new ExampleFiles(examples);
        Progress progress = new Progress(context, "checking " + what(), 0)) {
      long records = 0;
      while (records < limit && reader.next()) {
        goOn();
        progress.at(++records);
      }
      return records;
    }
  }

  private Sent send(List<ExampleFile> examples, long records, ExampleSink sink) throws IOException {
    try (RecordReader reader = new ExampleFiles(examples);
        Progress progress = new Progress(context, "publishing " + what(), records)) {
      long sent = 0;
      long bytes = 0;
      while (sent < limit && reader.next()) {
        goOn();
        byte[] value = reader.value();
        int partition = key == null ? (int) (sent % sink.partitions()) : -1;
        sink.send(partition, reader.key(), value);
        bytes += value.length;
        progress.at(++sent);
      }
      if (sent != records) {
        throw Failure.failed(
            what()
                + ": changed while it was read: "
                + records
                + " records at first, then "
                + sent
                + "; nothing was published");
      }
      sink.commit();
      return new Sent(
          sent, bytes, sink.partitions(), reader.columns(), reader.schema(), progress.seconds());
    }
  }

  private void report(Sent sent) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("topic", topic);
    object.put("partitions", sent.partitions);
    object.put("records", sent.records);
    object.put("bytes", sent.bytes);
    object.put("seconds", sent.seconds);
    object.put("columns", sent.columns);
    if (sent.schema != null) {
      object.put("schema", sent.schema);
    }
    String counted =
        "%,d records into topic '%s', %d partition%s"
            .formatted(sent.records, topic, sent.partitions, sent.partitions == 1 ? "" : "s");
    String schema =
        sent.schema == null
            ? ""
            : "\nsource: { topic: %s, format: avro, framing: bare, schema: '%s' }"
                .formatted(topic, sent.schema);
    Character between = separatorShown();
    String apart =
        between == null ? "" : "\nseparator: " + (between == '\t' ? "tab" : "\"" + between + "\"");
    result(
        "published " + counted + schema + "\ncolumns: " + YamlNames.list(sent.columns) + apart,
        object);
  }
}
