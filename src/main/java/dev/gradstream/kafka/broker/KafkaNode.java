package dev.gradstream.kafka.broker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * One running Kafka node in this JVM.
 *
 * <p>A log directory is formatted beside its place and then renamed into it, so that a kill in the
 * middle of formatting leaves no log directory rather than half of one.
 */
final class KafkaNode implements AutoCloseable {

  private final KafkaRaftServer server;
  private final Ports ports;

  private KafkaNode(KafkaRaftServer server, Ports ports) {
    this.server = server;
    this.ports = ports;
  }

  /** Returns when clients can produce and fetch. Throws whatever Kafka throws. */
  static KafkaNode start(Path logDir, Ports ports) throws IOException, BrokerException {
    return start(logDir, ports, properties -> {});
  }

  /**
   * The same with other properties.
   *
   * @param more changes Kafka's properties of this node
   */
  static KafkaNode start(Path logDir, Ports ports, Consumer<Properties> more)
      throws IOException, BrokerException {
    if (!Files.exists(logDir.resolve("meta.properties"))) {
      format(logDir, ports);
    }
    Properties properties = NodeProperties.of(logDir, ports);
    more.accept(properties);
    KafkaConfig config = KafkaConfig.fromProps(properties, false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    server.startup();
    return new KafkaNode(server, ports);
  }

  Ports ports() {
    return ports;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path logDir, Ports ports) throws IOException, BrokerException {
    refuseUnmarkedLogs(logDir);
    Path fresh = logDir.resolveSibling(logDir.getFileName() + ".formatting");
    delete(fresh);
    Files.createDirectories(fresh);
    Path file = Files.createTempFile(fresh.getParent(), "format", ".properties");
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      Properties properties = NodeProperties.of(fresh, ports);
      try (Writer writer = Files.newBufferedWriter(file)) {
        properties.store(writer, null);
      }
      String clusterId = Uuid.randomUuid().toString();
      int status =
          StorageTool.execute(new String[] {"format", "-t", clusterId, "-c", file.toString()}, out);
      if (status != 0) {
        throw new BrokerException(
            logDir
                + ": Kafka could not format it: "
                + said.toString(StandardCharsets.UTF_8).strip());
      }
    } finally {
      Files.deleteIfExists(file);
    }
    delete(logDir);
    Files.move(fresh, logDir, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Kafka would take topics that it finds under a new cluster id for strays and delete them. */
  private static void refuseUnmarkedLogs(Path logDir) throws IOException, BrokerException {
    if (!Files.isDirectory(logDir)) {
      return;
    }
    try (Stream<Path> files = Files.walk(logDir, 2)) {
      List<Path> logs = files.filter(f -> f.getFileName().toString().endsWith(".log")).toList();
      if (!logs.isEmpty()) {
        throw new BrokerException(
            logDir
                + " holds Kafka logs ("
                + logDir.relativize(logs.getFirst())
                + ") but no meta.properties: put that file back, or use another --data-dir");
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
