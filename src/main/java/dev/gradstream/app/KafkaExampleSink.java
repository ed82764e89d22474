package dev.gradstream.app;

import dev.gradstream.console.Failure;
import dev.gradstream.kafka.KafkaLoad;
import dev.gradstream.kafka.KafkaTopics;
import java.util.Map;

/** A topic of the cluster that the options name. */
final class KafkaExampleSink implements ExampleSink {
  private final Cluster cluster;
  private final KafkaLoad load;

  private KafkaExampleSink(Cluster cluster, KafkaLoad load) {
    this.cluster = cluster;
    this.load = load;
  }

  /** Connects, creates the topic where it is missing, and begins. */
  static ExampleSink open(Cluster cluster, String topic, int partitions, long records) {
    KafkaTopics topics = new KafkaTopics(cluster.connection());
    KafkaTopics.Topic found =
        topics
            .describe(topic)
            .orElseGet(() -> topics.create(topic, Math.max(1, partitions), Map.of()));
    if (partitions != 0 && partitions != found.partitions()) {
      throw Failure.usage(
          "--partitions "
              + partitions
              + ": topic '"
              + topic
              + "' is there already and has "
              + found.partitions()
              + "; leave the option out, or choose another topic");
    }
    return new KafkaExampleSink(cluster, new KafkaLoad(cluster.connection(), found, records));
  }

  @Override
  public int partitions() {
    return load.partitions();
  }

  @Override
  public boolean used() {
    return load.offsetsBefore() > 0;
  }

  @Override
  public void send(int partition, byte[] key, byte[] value) {
    load.send(partition, key, value);
  }

  @Override
  public void commit() {
    load.commit();
  }

  @Override
  public void close() {
    try {
      load.close();
    } finally {
      cluster.close();
    }
  }
}
