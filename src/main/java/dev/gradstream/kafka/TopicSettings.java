package dev.gradstream.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;

/** The settings of topics as the broker applies them, its own defaults included. */
final class TopicSettings {
  private TopicSettings() {}

  /** Empty where we may not see them; a topic that is not there is a failure. */
  static Optional<Map<String, String>> of(Admin admin, String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      Map<String, String> settings = new TreeMap<>();
      for (ConfigEntry entry :
          KafkaTopics.get(admin.describeConfigs(Set.of(resource)).values().get(resource))
              .entries()) {
        if (entry.value() != null && !entry.isSensitive()) {
          settings.put(entry.name(), entry.value());
        }
      }
      return Optional.of(settings);
    } catch (KafkaTopics.AdminFailure failure) {
      if (ClusterException.unwrap(failure.getCause()) instanceof AuthorizationException) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  /** What is wrong with those topics of a run that are there. */
  static List<Finding> findings(Admin admin, RunTopics topics) {
    List<Finding> findings = new ArrayList<>();
    KafkaTopics.describe(admin, topics.journal())
        .flatMap(there -> of(admin, there.name()))
        .ifPresent(
            settings ->
                findings.addAll(
                    TopicRules.journal(
                        topics.journal(), settings, replicas(admin, topics.journal()))));
    KafkaTopics.describe(admin, topics.snapshots())
        .flatMap(there -> of(admin, there.name()))
        .ifPresent(
            settings ->
                findings.addAll(
                    TopicRules.snapshots(
                        topics.snapshots(), settings, replicas(admin, topics.snapshots()))));
    return findings;
  }

  private static int replicas(Admin admin, String topic) {
    return KafkaTopics.get(admin.describeTopics(Set.of(topic)).topicNameValues().get(topic))
        .partitions()
        .getFirst()
        .replicas()
        .size();
  }
}
