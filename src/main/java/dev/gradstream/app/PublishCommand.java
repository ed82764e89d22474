package dev.gradstream.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
      description =
          "CSV with a header line, JSON lines, or images in the IDX form; may be packed (.gz)")
  Path file;

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
      description = "csv, json or idx (default: by FILE's name)")
  String format;

  private record Sent(
      long records,
      long bytes,
      int partitions,
      List<String> columns,
      String schema,
      double seconds) {}

  private final ExampleSink.Opener sinks;

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
    ExampleFile examples = new ExampleFile(file, labels, format, columns, key);
    long records = count(examples);
    if (records == 0) {
      throw Failure.failed(file + ": holds no record, only its header or nothing at all");
    }
    try (ExampleSink sink =
        sinks.open(options, topic, partitions == null ? 0 : partitions, records)) {
      if (sink.used()) {
        say("topic '" + topic + "' is not new; these records follow whatever it holds");
      }
      report(send(examples, records, sink));
    }
    return ExitStatus.DONE;
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
    if (format != null && !List.of("csv", "json", "idx").contains(format)) {
      throw Failure.usage("--format " + format + ": expected csv, json or idx");
    }
  }

  private void goOn() {
    if (context.shutdown().requested()) {
      throw Failure.failed("interrupted; nothing was published");
    }
  }

  private long count(ExampleFile examples) throws IOException {
    try (RecordReader reader = examples.open();
        Progress progress = new Progress(context, "checking " + file.getFileName(), 0)) {
      long records = 0;
      while (records < limit && reader.next()) {
        goOn();
        progress.at(++records);
      }
      return records;
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      throw examples.unreadable(e);
    }
  }

  private Sent send(ExampleFile examples, long records, ExampleSink sink) {
    try (RecordReader reader = examples.open();
        Progress progress = new Progress(context, "publishing " + file.getFileName(), records)) {
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
            file
                + ": changed while it was read: "
                + records
                + " records at first, then "
                + sent
                + "; nothing was published");
      }
      sink.commit();
      return new Sent(
          sent, bytes, sink.partitions(), reader.columns(), reader.schema(), progress.seconds());
    } catch (IOException e) {
      throw examples.unreadable(e);
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
    String list = sent.columns.stream().map(PublishCommand::yaml).collect(Collectors.joining(", "));
    String schema =
        sent.schema == null
            ? ""
            : "\nsource: { topic: %s, format: avro, framing: bare, schema: '%s' }"
                .formatted(topic, sent.schema);
    result("published " + counted + schema + "\ncolumns: [" + list + "]", object);
  }

  /** A name as YAML writes it within a list. */
  private static String yaml(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_ -]*")
            && !name.endsWith(" ")
            && !name.matches("(?i)null|true|false|yes|no|on|off")
        ? name
        : "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
