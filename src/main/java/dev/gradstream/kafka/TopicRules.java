package dev.gradstream.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the settings of a run's topics have to be. A journal is the history itself: a broker that
 * deletes or compacts it destroys the run in silence, so a run on such a topic is not begun.
 */
final class TopicRules {
  private TopicRules() {}

  /**
   * @param configs of the topic, the broker's defaults included
   * @param replicas of its partition
   */
  static List<Finding> journal(String topic, Map<String, String> configs, int replicas) {
    List<Finding> findings = new ArrayList<>();
    if (!"delete".equals(configs.get("cleanup.policy"))) {
      findings.add(
          wrong(topic, configs, "cleanup.policy", "delete", "compaction tears holes into history"));
    }
    for (String retention : List.of("retention.ms", "retention.bytes")) {
      if (!"-1".equals(configs.get(retention))) {
        findings.add(wrong(topic, configs, retention, "-1", "the broker deletes history"));
      }
    }
    findings.addAll(large(topic, configs));
    findings.addAll(durable(topic, configs, replicas));
    return findings;
  }

  /** As above. */
  static List<Finding> snapshots(String topic, Map<String, String> configs, int replicas) {
    List<Finding> findings = new ArrayList<>();
    if (!"compact".equals(configs.get("cleanup.policy"))) {
      findings.add(
          Finding.warning(
              topic,
              "cleanup.policy is " + configs.get("cleanup.policy") + ", expected compact",
              "without compaction deleted snapshots stay, with deletion kept ones go: "
                  + alter(topic, "cleanup.policy=compact")));
    }
    findings.addAll(large(topic, configs));
    findings.addAll(durable(topic, configs, replicas));
    return findings;
  }

  private static List<Finding> large(String topic, Map<String, String> configs) {
    long limit = number(configs, "max.message.bytes", Long.MAX_VALUE);
    return limit >= RunTopics.MESSAGE_BYTES
        ? List.of()
        : List.of(
            Finding.warning(
                topic,
                "max.message.bytes is %d, a record may need %d"
                    .formatted(limit, RunTopics.MESSAGE_BYTES),
                alter(topic, "max.message.bytes=" + RunTopics.MESSAGE_BYTES)));
  }

  private static List<Finding> durable(String topic, Map<String, String> configs, int replicas) {
    List<Finding> findings = new ArrayList<>();
    if (replicas > 1 && number(configs, "min.insync.replicas", 1) < 2) {
      findings.add(
          Finding.warning(
              topic,
              "it has %d replicas, but min.insync.replicas is 1: a commit may be on one broker alone, and be lost with it"
                  .formatted(replicas),
              alter(topic, "min.insync.replicas=2")));
    }
    if ("true".equals(configs.get("unclean.leader.election.enable"))) {
      findings.add(
          Finding.warning(
              topic,
              "unclean.leader.election.enable is true: a broker that lags behind may become leader, and commits be lost",
              alter(topic, "unclean.leader.election.enable=false")));
    }
    return findings;
  }

  private static Finding wrong(
      String topic, Map<String, String> configs, String name, String expected, String why) {
    return Finding.error(
        topic,
        "%s is %s, expected %s: %s".formatted(name, configs.get(name), expected, why),
        alter(topic, name + "=" + expected));
  }

  static String alter(String topic, String setting) {
    return "kafka-configs.sh --alter --entity-type topics --entity-name %s --add-config %s"
        .formatted(topic, setting);
  }

  private static long number(Map<String, String> configs, String name, long otherwise) {
    try {
      return Long.parseLong(configs.getOrDefault(name, "" + otherwise));
    } catch (NumberFormatException unset) {
      return otherwise;
    }
  }
}
