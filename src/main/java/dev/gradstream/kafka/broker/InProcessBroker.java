package dev.gradstream.kafka.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * A broker in this JVM, for tests: quicker to have than a process, gone with the JVM, and without a
 * lease.
 */
public final class InProcessBroker implements AutoCloseable {

  private final KafkaNode node;

  private InProcessBroker(KafkaNode node) {
    this.node = node;
  }

  /** Starts over {@code dir}, which may hold what an earlier broker left; takes some 3 s. */
  public static InProcessBroker start(Path dir) {
    return start(dir, port -> port);
  }

  /**
   * The same behind something that clients have to go through.
   *
   * @param advertised gives the port that clients are told, from the one the broker listens on
   */
  public static InProcessBroker start(Path dir, IntUnaryOperator advertised) {
    Path home = dir.toAbsolutePath();
    try {
      Ports ports = Ports.choose(home, Optional.empty());
      Ports told = ports.advertising(advertised.applyAsInt(ports.data()));
      return new InProcessBroker(KafkaNode.start(home.resolve("kafka"), told));
    } catch (IOException e) {
      throw new UncheckedIOException("no broker over " + home, e);
    } catch (BrokerException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  public String bootstrapServers() {
    return Ports.LOOPBACK + ":" + node.ports().advertised();
  }

  @Override
  public void close() {
    node.close();
  }
}
