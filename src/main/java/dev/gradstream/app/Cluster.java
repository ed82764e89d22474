package dev.gradstream.app;

import dev.gradstream.console.Failure;
import dev.gradstream.console.Terminal;
import dev.gradstream.kafka.KafkaConnection;
import dev.gradstream.kafka.broker.BrokerException;
import dev.gradstream.kafka.broker.BrokerLease;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The Kafka that a command works with: the user's own, or the embedded broker over the data
 * directory, which lives at least until this is closed. Used by the command's thread.
 */
final class Cluster implements AutoCloseable {
  private final Map<String, String> clientProperties;
  private final BrokerLease lease; // null with a Kafka of the user's own

  private Cluster(Map<String, String> clientProperties, BrokerLease lease) {
    this.clientProperties = clientProperties;
    this.lease = lease;
  }

  /**
   * Says which Kafka is meant, and starts the embedded broker where none is named.
   *
   * @throws Failure where the embedded broker cannot be had
   */
  static Cluster open(Options options, Terminal terminal) {
    Map<String, String> properties = new TreeMap<>(options.clientProperties());
    if (options.namesCluster()) {
      return new Cluster(properties, null);
    }
    BrokerLease lease = lease(options, terminal);
    properties.put("bootstrap.servers", lease.bootstrapServers());
    return new Cluster(properties, lease);
  }

  /** Holds the embedded broker, starting it where it does not run. */
  static BrokerLease lease(Options options, Terminal terminal) {
    try {
      return BrokerLease.acquire(options.dataDir(), terminal::say);
    } catch (BrokerException e) {
      throw Failure.failed(e.getMessage(), e);
    }
  }

  /** Completes where the embedded broker is gone for good, with the reason. */
  CompletionStage<Failure> failure() {
    return lease == null
        ? new CompletableFuture<>()
        : lease.failure().thenApply(gone -> Failure.failed(gone.getMessage(), gone));
  }

  /** {@code host:port,...}. */
  String bootstrapServers() {
    return clientProperties.get("bootstrap.servers");
  }

  /** How clients are made for it. */
  KafkaConnection connection() {
    return KafkaConnection.to(bootstrapServers(), clientProperties);
  }

  /** Everything a Kafka client needs, {@code bootstrap.servers} included. Never to be shown. */
  Map<String, String> clientProperties() {
    return clientProperties;
  }

  @Override
  public void close() {
    if (lease != null) {
      lease.close();
    }
  }
}
