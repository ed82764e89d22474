package dev.gradstream.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * How to reach one Kafka cluster: immutable, and the only place where clients are made.
 *
 * <p>A client's properties are, later ones first: those that our laws rest on (isolation, offsets,
 * idempotence, no group), the user's, our tuning. The user's may hold secrets, so no value is ever
 * printed.
 */
public final class KafkaConnection {

  /** How long one waits for an answer before the cluster counts as unreachable. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String bootstrapServers;
  private final SortedMap<String, String> properties;
  private final ClientWatch watch;
  private final Secrets secrets;

  private KafkaConnection(
      String bootstrapServers, Map<String, String> properties, ClientWatch watch) {
    this.bootstrapServers = bootstrapServers;
    this.properties = new TreeMap<>(properties);
    this.watch = watch;
    this.secrets = new Secrets(properties);
  }

  public static KafkaConnection to(String bootstrapServers) {
    return to(bootstrapServers, Map.of());
  }

  /**
   * @param properties any Kafka client properties (TLS, SASL, tuning)
   */
  public static KafkaConnection to(String bootstrapServers, Map<String, String> properties) {
    if (bootstrapServers == null || bootstrapServers.isBlank()) {
      throw new IllegalArgumentException(
          "bootstrap servers: expected HOST:PORT, got nothing (pass --bootstrap-servers HOST:PORT)");
    }
    return new KafkaConnection(bootstrapServers, properties, ClientWatch.NONE);
  }

  /**
   * Reads a file in the format of Kafka's own tools.
   *
   * @throws IllegalArgumentException where the file can't be read; the message never holds a value
   */
  public static Map<String, String> properties(Path clientConfig) {
    Properties read = new Properties();
    try (Reader reader = Files.newBufferedReader(clientConfig)) {
      read.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new IllegalArgumentException(
          "--client-config %s: can't be read as Kafka client properties (%s)"
              .formatted(clientConfig, unreadable.getClass().getSimpleName()),
          unreadable);
    }
    Map<String, String> properties = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
    return properties;
  }

  /** The same cluster, with a watch on its lasting clients. */
  public KafkaConnection watchedBy(ClientWatch watch) {
    return new KafkaConnection(bootstrapServers, properties, watch);
  }

  public String bootstrapServers() {
    return bootstrapServers;
  }

  Secrets secrets() {
    return secrets;
  }

  ClientWatch watch() {
    return watch;
  }

  Admin admin() {
    Map<String, Object> all =
        layered(
            Map.of(
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, patienceMs(),
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs()),
            Map.of());
    return made("connecting", () -> Admin.create(all));
  }

  /** A consumer of committed records that takes part in no group. */
  Consumer<byte[], byte[]> consumer(Map<String, Object> tuning) {
    return consumer(tuning, new ByteArrayDeserializer());
  }

  /** The same, of values as {@code values} gives them. */
  <V> Consumer<byte[], V> consumer(Map<String, Object> tuning, Deserializer<V> values) {
    return consumer(tuning, "read_committed", values);
  }

  /** One that sees the records of transactions that are open or aborted, too. */
  Consumer<byte[], byte[]> uncommittedConsumer() {
    return consumer(Map.of(), "read_uncommitted", new ByteArrayDeserializer());
  }

  private <V> Consumer<byte[], V> consumer(
      Map<String, Object> tuning, String isolation, Deserializer<V> values) {
    Map<String, Object> all =
        layered(
            tuning,
            Map.of(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false"));
    all.remove(ConsumerConfig.GROUP_ID_CONFIG);
    all.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    all.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patienceMs());
    return made("connecting", () -> new KafkaConsumer<>(all, new ByteArrayDeserializer(), values));
  }

  /** A producer that writes each record once, in order. */
  Producer<byte[], byte[]> producer(Map<String, Object> tuning, Map<String, Object> laws) {
    Map<String, Object> all = layered(tuning, laws);
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    if (!laws.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)) {
      all.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    }
    return made(
        "connecting",
        () -> new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  private Map<String, Object> layered(Map<String, Object> tuning, Map<String, Object> laws) {
    Map<String, Object> all = new TreeMap<>(tuning);
    all.putAll(properties);
    all.putAll(laws);
    all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return all;
  }

  private <T> T made(String doing, java.util.function.Supplier<T> maker) {
    try {
      return maker.get();
    } catch (KafkaException refused) {
      throw ClusterException.of(this, doing, refused);
    }
  }

  private static int patienceMs() {
    return Math.toIntExact(PATIENCE.toMillis());
  }

  @Override
  public String toString() {
    return "Kafka at %s, client properties %s (values not shown)"
        .formatted(bootstrapServers, properties.keySet());
  }
}
