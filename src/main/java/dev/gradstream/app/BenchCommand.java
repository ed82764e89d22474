package dev.gradstream.app;

import dev.gradstream.bench.BenchPlot;
import dev.gradstream.bench.BenchTable;
import dev.gradstream.bench.BenchTopic;
import dev.gradstream.bench.Comparison;
import dev.gradstream.bench.LatencyMeter;
import dev.gradstream.bench.Network;
import dev.gradstream.config.ConfigFile;
import dev.gradstream.console.Digits;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import dev.gradstream.console.WholeFile;
import dev.gradstream.meters.Latencies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code bench}: how fast this machine and cluster are, from a bare consumer to all of training.
 */
@CommandLine.Command(
    name = "bench",
    description = "Measures this machine and Kafka: what of a bare consumer's rate training keeps.",
    footer = {
      "%nWithout CONFIG.yaml a topic of --records examples is made, measured and deleted; with it,"
          + " its topic is read from the beginning to the present end, and its model trained.",
      "Every pass is made once to warm up and then --rounds times; medians are shown. All runs and"
          + " topics that are made are deleted again, but for a --topic."
    })
final class BenchCommand extends Command {
  private static final int MOST_PARTITIONS = 1000;

  @Parameters(
      arity = "0..1",
      paramLabel = "CONFIG.yaml",
      description = "a run's configuration, to measure it on its own topic")
  Path config;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "a setting in place of the file's; repeatable")
  List<String> overrides = new ArrayList<>();

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "2000000",
      description = "examples to publish (default: ${DEFAULT-VALUE})")
  long records;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "keep the examples in this topic; where it is already, measure what is in it")
  String topicName;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      defaultValue = "2",
      description = "of the topic (default: ${DEFAULT-VALUE})")
  int partitions;

  @Option(
      names = "--model",
      paramLabel = "WIDTHS",
      split = ",",
      defaultValue = "32-1,32-64-1",
      description =
          "networks by their widths, features first, then classes or 1 for a number (default:"
              + " ${DEFAULT-VALUE})")
  List<String> models;

  @Option(
      names = "--window",
      paramLabel = "N",
      split = ",",
      defaultValue = "256,32",
      description = "examples of a window (default: ${DEFAULT-VALUE})")
  List<Integer> windows;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "3",
      description = "times that every pass is measured (default: ${DEFAULT-VALUE})")
  int rounds;

  @Option(
      names = "--rate",
      paramLabel = "R",
      description =
          "measure latency instead: this many records a second come while the first model with the"
              + " first window learns; windows wait 10 ms at most, and so do commits")
  Double rate;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "20",
      description = "how long to measure at --rate (default: ${DEFAULT-VALUE})")
  double seconds;

  @Option(names = "--plot", paramLabel = "FILE.svg", description = "draw the results, too")
  Path plot;

  BenchCommand(Context context) {
    super(context);
  }

  @Override
  public Integer call() {
    List<BenchSubject> subjects = config == null ? ofModels() : List.of(ofConfig());
    if (plot != null) {
      WholeFile.check(plot, "--plot");
    }
    if (rate != null) {
      return latency();
    }
    try (Cluster cluster = Cluster.open(options, context.terminal());
        BenchTopics topics = new BenchTopics(cluster.connection(), context.shutdown(), topicName)) {
      BenchRounds bench = new BenchRounds(context, cluster, topics);
      String topic = subjects.getFirst().topic();
      long examples = config == null ? fill(bench, topics) : bench.records(topic);
      if (config == null) {
        topic = topics.examples();
      }
      List<Comparison> comparisons = bench.measure(subjects, topic, rounds);
      report(comparisons, "%,d records of topic %s".formatted(examples, topic));
      return ExitStatus.DONE;
    }
  }

  private int latency() {
    require(config == null, "--rate " + rate, "no CONFIG.yaml beside it: records are made for it");
    require(
        topicName == null, "--topic " + topicName, "no --rate beside it: its topic is not kept");
    require(rate >= 1, "--rate " + rate, "at least 1 record a second");
    require(seconds >= 1, "--seconds " + seconds, "at least 1");
    try (Cluster cluster = Cluster.open(options, context.terminal());
        BenchTopics topics = new BenchTopics(cluster.connection(), context.shutdown(), null)) {
      LatencyMeter meter =
          new BenchPaced(context, cluster, topics)
              .measure(
                  Network.of(models.getFirst()), windows.getFirst(), partitions, rate, seconds);
      Latencies latencies = meter.latencies();
      double[] shares = {0.5, 0.9, 0.99, 0.999, 1};
      Map<String, Object> object = new LinkedHashMap<>();
      StringBuilder text = new StringBuilder();
      for (double share : shares) {
        object.put("p" + Digits.of(100 * share, 4), latencies.quantileMs(share));
        text.append(
            "%-8s %,.0f ms%n"
                .formatted("p" + Digits.of(100 * share, 4), latencies.quantileMs(share)));
      }
      object.put("records", latencies.total());
      object.put("commits", meter.commits());
      object.put("secondsLate", meter.secondsLate());
      text.append("records  %,d, in %,d commits".formatted(latencies.total(), meter.commits()))
          .append(
              "%nstart    up to date after %.1f s; records count from %.0f s on"
                  .formatted(meter.secondsLate(), BenchPaced.WARM_UP_SECONDS));
      result(text.toString(), object);
      return ExitStatus.DONE;
    }
  }

  private List<BenchSubject> ofModels() {
    require(records >= 1000, "--records " + records, "at least 1000");
    require(
        partitions >= 1 && partitions <= MOST_PARTITIONS,
        "--partitions " + partitions,
        "1 to " + MOST_PARTITIONS);
    require(rounds >= 1, "--rounds " + rounds, "at least 1");
    List<BenchSubject> subjects = new ArrayList<>();
    for (String model : models) {
      Network network = Network.of(model);
      Network first = Network.of(models.getFirst());
      require(
          network.features() == first.features() && network.classes() == first.classes(),
          "--model " + model,
          "as many features and classes as " + models.getFirst() + " has: they share a topic");
      for (int window : windows) {
        require(window >= 1, "--window " + window, "at least 1");
        subjects.add(BenchSubject.of(network, window));
      }
    }
    return subjects;
  }

  private BenchSubject ofConfig() {
    require(
        topicName == null,
        "--topic " + topicName,
        "no CONFIG.yaml beside it (pass --set source.topic=" + topicName + ")");
    require(rounds >= 1, "--rounds " + rounds, "at least 1");
    return BenchSubject.of(
        config.toString(),
        more -> {
          List<String> all = new ArrayList<>(overrides);
          more.forEach((path, value) -> all.add(path + "=" + value));
          return ConfigFile.read(config, all).withTexts();
        });
  }

  private static void require(boolean holds, String given, String expected) {
    if (!holds) {
      throw Failure.usage(given + ": expected " + expected);
    }
  }

  private long fill(BenchRounds bench, BenchTopics topics) {
    if (topics.hasExamples()) {
      return bench.records(topics.examples());
    }
    BenchTopic topic = Network.of(models.getFirst()).examples();
    say(
        "publishing %,d records of %d bytes to %d partitions"
            .formatted(records, topic.recordBytes(), partitions));
    topics.createExamples(partitions);
    bench.fill(topic, records);
    topics.filledExamples();
    return records;
  }

  private void report(List<Comparison> comparisons, String subtitle) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("comparisons", comparisons.stream().map(Comparison::object).toList());
    if (plot != null) {
      WholeFile.write(plot, BenchPlot.of(comparisons, subtitle));
      say("drawn: " + plot);
      object.put("plot", plot.toString());
    }
    result(BenchTable.of(comparisons), object);
  }
}
