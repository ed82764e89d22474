package dev.gradstream.kafka.broker;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the broker of a data directory listens, or listened last.
 *
 * <p>The file outlives the broker: its ports are tried first at the next start, so that clients
 * keep their address. Whether anybody answers there is found out by asking for {@code token}.
 *
 * @param port Kafka clients connect here
 * @param controllerPort of the same process, for itself
 * @param leasePort see {@link LeaseDesk}
 * @param pid of the process that wrote it
 * @param token drawn anew at every start; tells this broker from a stranger on the same port
 */
record BrokerAddress(int port, int controllerPort, int leasePort, long pid, String token) {

  String bootstrapServers() {
    return Ports.LOOPBACK + ":" + port;
  }

  /** Empty when there is no file or no sense in it: both mean that a broker has to be started. */
  static Optional<BrokerAddress> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties p = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      p.load(reader);
      return Optional.of(
          new BrokerAddress(
              port(p, "port"),
              port(p, "controllerPort"),
              port(p, "leasePort"),
              Long.parseLong(p.getProperty("pid", "")),
              p.getProperty("token", "")));
    } catch (IllegalArgumentException | java.nio.charset.CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static int port(Properties p, String key) {
    int port = Integer.parseInt(p.getProperty(key, ""));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(key + "=" + port);
    }
    return port;
  }

  /** Whole or not at all: readers never see half of it. */
  void write(Path file) throws IOException {
    Properties p = new Properties();
    p.setProperty("port", Integer.toString(port));
    p.setProperty("controllerPort", Integer.toString(controllerPort));
    p.setProperty("leasePort", Integer.toString(leasePort));
    p.setProperty("pid", Long.toString(pid));
    p.setProperty("token", token);
    StringWriter text = new StringWriter();
    p.store(text, "the embedded Kafka broker of this directory");
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text.toString());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
