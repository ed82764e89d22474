package dev.gradstream.app;

import dev.gradstream.calculus.BackpropRendering;
import dev.gradstream.calculus.Backpropagation;
import dev.gradstream.calculus.ExampleVector;
import dev.gradstream.console.Errors;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.features.FeatureStages;
import dev.gradstream.files.ExampleFile;
import dev.gradstream.files.ExampleForm;
import dev.gradstream.files.RecordReader;
import dev.gradstream.kafka.ClientWatch;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.nn.Model;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.SchemaSource;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.training.FittingModel;
import dev.gradstream.training.Specification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backprop}: one example through the network, forward and backward, to be looked at. */
@CommandLine.Command(
    name = "backprop",
    description = "Shows one example on its way through a network, forward and backward.",
    footer = {
      "",
      "The network is the configuration's, before its first step. Every partial",
      "derivative stands beside its formula and the same by central differences.",
      "",
      "  gradstream backprop phishing.yaml --example 5",
      "  gradstream backprop phishing.yaml --file phishing.csv --dot | dot -Tsvg > net.svg",
      "",
      "Exit status 0: both agree. 1: they do not."
    })
final class BackpropCommand extends Command {
  private static final int POLL_MS = 100;

  @Mixin ConfigOptions config;

  @Option(
      names = "--example",
      paramLabel = "N",
      description = "the N-th record, counted from 1 (default: ${DEFAULT-VALUE})")
  long number = 1;

  @Option(
      names = "--partition",
      paramLabel = "P",
      description = "of this partition of the topic (default: ${DEFAULT-VALUE})")
  int partition;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "take the record from a file as publish reads it, not from the topic")
  Path file;

  @Option(
      names = "--dot",
      description = "print both graphs with their values for Graphviz, and do no more")
  boolean dot;

  @Option(names = "--show", paramLabel = "graph", description = "graph: the same as --dot")
  String show;

  BackpropCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() throws IOException {
    if (number < 1) {
      throw Failure.usage("--example " + number + ": expected at least 1");
    }
    if (show != null && !show.equals("graph")) {
      throw Failure.usage("--show " + show + ": expected graph");
    }
    Specification specification = config.read().as(CheckedSpecification::of).specification();
    Model model =
        FittingModel.of(
            specification, FeatureStages.of(specification.features(), specification.layout()));
    Backpropagation pass = new Backpropagation(model, example(specification));
    if (dot || show != null) {
      String drawing = pass.drawing();
      result(drawing.stripTrailing(), Map.of("dot", drawing));
      return ExitStatus.DONE;
    }
    BackpropRendering rendering = new BackpropRendering(pass);
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("example", number);
    object.put("network", model.describe());
    object.putAll(rendering.object());
    String heading = "example %,d through %s\n\n".formatted(number, model.describe());
    result(heading + rendering.page(), object);
    return pass.holds() ? ExitStatus.DONE : ExitStatus.FAILED;
  }

  private ExampleVector example(Specification specification) throws IOException {
    if (file != null) {
      ExampleFile examples =
          new ExampleFile(file, new ExampleForm(null, null, List.of(), null, null));
      try (RecordReader reader = examples.open()) {
        return ExampleVector.of(
            specification, records(reader), SchemaSource.NONE, number, file.toString());
      }
    }
    String topic = specification.source().topic();
    try (Cluster cluster = Cluster.open(options, context.terminal());
        Stream<byte[]> records = records(new KafkaSource(cluster.connection(), topic))) {
      String where = "partition " + partition + " of topic '" + topic + "'";
      SchemaSource schemas = new Assembly(cluster, ClientWatch.NONE).registry(specification);
      return ExampleVector.of(specification, records.iterator(), schemas, number, where);
    }
  }

  private static Iterator<byte[]> records(RecordReader reader) {
    return new Iterator<>() {
      private boolean ready;

      @Override
      public boolean hasNext() {
        try {
          ready = ready || reader.next();
        } catch (IOException e) {
          throw Failure.failed(Errors.why(e), e);
        }
        return ready;
      }

      @Override
      public byte[] next() {
        ready = false;
        return reader.value();
      }
    };
  }

  private Stream<byte[]> records(ExampleSource source) {
    SourceExtent extent = source.extent();
    Long begin = extent.beginOffsets().get(partition);
    if (begin == null) {
      throw Failure.usage(
          "--partition "
              + partition
              + ": expected one of the topic's partitions "
              + new ArrayList<>(extent.beginOffsets().keySet()));
    }
    TreeMap<Integer, Long> from = new TreeMap<>(Map.of(partition, begin));
    TreeMap<Integer, Long> to =
        new TreeMap<>(Map.of(partition, extent.endOffsets().get(partition)));
    return source
        .read(new ReadPlan(from, to, p -> true, POLL_MS))
        .toStream()
        .flatMap(chunk -> chunk.partitions().stream())
        .flatMap(BackpropCommand::values);
  }

  private static Stream<byte[]> values(PartitionRecords records) {
    return IntStream.range(0, records.size()).mapToObj(records::value);
  }
}
