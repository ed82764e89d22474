package dev.gradstream.kafka;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * What among the user's client properties must never be shown: every value that Kafka itself calls
 * a password, and every value of a name that Kafka does not know, because nobody can tell what it
 * is. Of a value with several words, as a login module's, each word counts.
 */
final class Secrets {
  private static final int SHORTEST = 4;
  private static final Map<String, ConfigDef.ConfigKey> KNOWN = new TreeMap<>();

  static {
    KNOWN.putAll(AdminClientConfig.configDef().configKeys());
    KNOWN.putAll(ConsumerConfig.configDef().configKeys());
    KNOWN.putAll(ProducerConfig.configDef().configKeys());
  }

  private final List<String> longestFirst = new ArrayList<>();

  Secrets(Map<String, String> properties) {
    properties.forEach(
        (name, value) -> {
          ConfigDef.ConfigKey known = KNOWN.get(name);
          if (known == null || known.type == ConfigDef.Type.PASSWORD) {
            add(value);
            for (String word : value.split("[\\s\"'=;,]+")) {
              add(word);
            }
          }
        });
    longestFirst.sort(Comparator.comparingInt(String::length).reversed());
  }

  // A class name is no secret, and messages that lack it help nobody; nor is a word of grammar.
  private void add(String word) {
    boolean className = word.matches("([a-z0-9_]+[.])+[A-Z][A-Za-z0-9$]*");
    if (word.length() >= SHORTEST
        && !className
        && !List.of("required", "username", "password").contains(word)) {
      longestFirst.add(word);
    }
  }

  /** The text without any of them. */
  String scrub(String text) {
    String scrubbed = text;
    for (String secret : longestFirst) {
      scrubbed = scrubbed.replace(secret, "***");
    }
    return scrubbed;
  }

  /** Whether one of them is in a message of an exception or of what caused it. */
  boolean isIn(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      String text = t.toString();
      if (!scrub(text).equals(text)) {
        return true;
      }
    }
    return false;
  }
}
