package dev.gradstream.app;

import dev.gradstream.bench.LatencyMeter;
import dev.gradstream.bench.Network;
import dev.gradstream.console.Failure;
import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.PacedPublisher;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.StepSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A live run beside a producer that keeps a pace: how long a record takes to its step. */
final class BenchPaced {
  private static final int BURSTS_PER_SECOND = 1000;

  /** Two JVMs start on the machine, and what came before they were ready has to be made up for. */
  static final double WARM_UP_SECONDS = 10;

  private final Context context;
  private final Cluster cluster;
  private final BenchTopics topics;

  BenchPaced(Context context, Cluster cluster, BenchTopics topics) {
    this.context = context;
    this.cluster = cluster;
    this.topics = topics;
  }

  /**
   * Trains while records come; every record counts but those of the {@linkplain #WARM_UP_SECONDS
   * first seconds}.
   *
   * @param perSecond records a second
   * @param seconds to measure
   */
  LatencyMeter measure(
      Network network, int window, int partitions, double perSecond, double seconds) {
    String run = topics.newRun();
    long records = (long) (perSecond * (WARM_UP_SECONDS + seconds));
    CheckedSpecification asked = specification(network, run, topics.examples(), window, records);
    topics.createExamples(partitions);
    try (Progress progress = new Progress(context, "learning as they come", records);
        Watching watching = Watching.open(PageOptions.anyPort())) {
      Assembly assembly = new Assembly(cluster, watching.clients());
      LatencyMeter meter =
          new LatencyMeter(
              System.currentTimeMillis(), (long) (1000 * WARM_UP_SECONDS), progress::reached);
      List<StepSink> sinks = new ArrayList<>(watching.sinks());
      sinks.add(meter);
      Assembly.Training training = assembly.training(asked, sinks);
      try (PacedPublisher producer =
          new PacedPublisher(
              hasty(),
              topics.examples(),
              network.examples()::record,
              records,
              perSecond,
              BURSTS_PER_SECOND,
              training.trainer()::stop)) {
        producer.start();
        Outcome outcome = Interruptible.train(training, context.shutdown(), cluster.failure());
        if (producer.failure() != null) {
          throw producer.failure();
        }
        if (!outcome.ended() || outcome.diverged()) {
          throw Failure.failed("the run did not come to its end: " + outcome.reason());
        }
      }
      return meter;
    }
  }

  private static CheckedSpecification specification(
      Network network, String run, String topic, int window, long records) {
    Map<String, String> live = new TreeMap<>();
    live.put("source.until", "never");
    live.put("window.size", Integer.toString(window));
    live.put("window.maxWait", "10ms");
    live.put("commit.interval", "10ms");
    live.put("stop.examples", Long.toString(records));
    return network.run(run, topic, live);
  }

  // What a producer waits for company counts, too, so ours does not.
  private KafkaConnection hasty() {
    Map<String, String> properties = new TreeMap<>(cluster.clientProperties());
    properties.putIfAbsent("linger.ms", "0");
    return KafkaConnection.to(cluster.bootstrapServers(), properties);
  }
}
