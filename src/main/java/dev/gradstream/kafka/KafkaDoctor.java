package dev.gradstream.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Tries out whether a cluster does what a run needs of it, with what the run's user may do: by
 * doing it, on a topic that is made for it and deleted again. Blocks; leaves nothing behind.
 */
public final class KafkaDoctor {

  private final KafkaConnection connection;

  public KafkaDoctor(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * Examines a cluster.
   *
   * @param run a run, whether it exists or not; null for none
   * @param source the topic of its examples; null for none
   * @return in the order of the flow; a check that another one depends on ends the list if it fails
   */
  public List<Check> examine(String run, String source) {
    List<Check> checks = new ArrayList<>();
    try (Admin admin = connection.admin()) {
      Check cluster = guarded("cluster", () -> cluster(admin));
      checks.add(cluster);
      if (!cluster.findings().isEmpty()) {
        return checks;
      }
      checks.add(guarded("features", () -> features(admin)));
      checks.add(guarded("transaction log", () -> transactionLog(admin)));
      checks.addAll(new Trial(connection, admin, run).checks());
      if (source != null) {
        var examined = new SourceExamination(connection, admin, source);
        checks.add(guarded("source", examined::topic));
        checks.add(guarded("reading", examined::reading));
        if (run != null) {
          checks.add(guarded("expiry", () -> examined.expiry(RunTopics.of(run))));
        }
      }
      if (run != null) {
        checks.add(guarded("run's topics", () -> topics(admin, RunTopics.of(run))));
      }
    }
    return checks;
  }

  /** Something to look at, which may fail as Kafka's clients do. */
  interface Examination {
    Check look();
  }

  /** A check that fails is a finding, too. */
  Check guarded(String name, Examination examination) {
    try {
      return examination.look();
    } catch (RuntimeException failed) {
      return failed(connection, name, failed);
    }
  }

  static Check failed(KafkaConnection connection, String name, RuntimeException failed) {
    Throwable cause =
        failed instanceof KafkaTopics.AdminFailure ? failed.getCause() : (Throwable) failed;
    String words =
        cause instanceof ClusterException
            ? cause.getMessage()
            : ClusterException.of(connection, name, cause).getMessage();
    return Check.bad(
        name, "failed", Finding.error(name, words, Cures.of(ClusterException.unwrap(cause))));
  }

  private Check cluster(Admin admin) {
    var described = admin.describeCluster();
    Collection<Node> nodes = KafkaTopics.get(described.nodes());
    return Check.good(
        "cluster",
        "%s, %d broker(s) at %s"
            .formatted(
                KafkaTopics.get(described.clusterId()),
                nodes.size(),
                connection.bootstrapServers()));
  }

  private static Check features(Admin admin) {
    Map<String, String> found = new TreeMap<>();
    KafkaTopics.get(admin.describeFeatures().featureMetadata())
        .finalizedFeatures()
        .forEach((name, range) -> found.put(name, "" + range.maxVersionLevel()));
    return found.containsKey("metadata.version")
        ? Check.good("features", found.toString())
        : Check.bad(
            "features",
            found.toString(),
            Finding.warning(
                "cluster",
                "it tells no metadata.version, as brokers before Kafka 3.3 and those with ZooKeeper do; gradstream is tried with Kafka 4",
                "upgrade the brokers"));
  }

  private static Check transactionLog(Admin admin) {
    Collection<Node> nodes = KafkaTopics.get(admin.describeCluster().nodes());
    var broker = new ConfigResource(ConfigResource.Type.BROKER, nodes.iterator().next().idString());
    Map<String, String> settings = new TreeMap<>();
    KafkaTopics.get(admin.describeConfigs(List.of(broker)).values().get(broker)).entries().stream()
        .filter(entry -> !entry.isSensitive() && entry.value() != null)
        .forEach((ConfigEntry entry) -> settings.put(entry.name(), entry.value()));
    int replicas =
        Integer.parseInt(settings.getOrDefault("transaction.state.log.replication.factor", "1"));
    String saw = "%d replica(s) on %d broker(s)".formatted(replicas, nodes.size());
    return replicas <= nodes.size()
        ? Check.good("transaction log", saw)
        : Check.bad(
            "transaction log",
            saw,
            Finding.error(
                "cluster",
                "transaction.state.log.replication.factor is %d, and there are %d broker(s): no transaction can begin"
                    .formatted(replicas, nodes.size()),
                "set it to at most the number of brokers, with transaction.state.log.min.isr at most that, and restart them"));
  }

  private static Check topics(Admin admin, RunTopics topics) {
    List<Finding> findings = TopicSettings.findings(admin, topics);
    boolean exists = KafkaTopics.describe(admin, topics.journal()).isPresent();
    return new Check(
        "run's topics", exists ? topics.journal() + " and others" : "none yet", findings);
  }
}
