package dev.gradstream.kafka.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The choice of loopback ports: the last start's where they are free, else from a place that
 * follows from the directory's name.
 *
 * <p>Always below 32,768, where Linux and macOS begin to hand out ports to outgoing connections: a
 * client that retries against a broker which is just being restarted could otherwise be given the
 * broker's port as its own, connect to itself, and keep the broker from ever coming back there.
 *
 * @param data for Kafka clients
 * @param controller for the node itself
 * @param advertised what clients are told, where something stands between them and the node
 */
record Ports(int data, int controller, int advertised) {

  static final String LOOPBACK = "127.0.0.1";
  private static final int FIRST = 20_000;
  private static final int END_EXCLUSIVE = 32_768;

  /** The same, but clients are sent to another port. */
  Ports advertising(int port) {
    return new Ports(data, controller, port);
  }

  static Ports choose(Path dataDir, Optional<BrokerAddress> last) throws IOException {
    int home = FIRST + Math.floorMod(dataDir.hashCode() * 31, END_EXCLUSIVE - FIRST);
    int data = free(last.map(BrokerAddress::port).orElse(home), home, -1);
    int controller = free(last.map(BrokerAddress::controllerPort).orElse(home + 1), home + 1, data);
    return new Ports(data, controller, data);
  }

  /** Kafka waits for ever on a port that is taken, so every port is tried before it is named. */
  private static int free(int preferred, int home, int except) throws IOException {
    if (preferred != except && isFree(preferred)) {
      return preferred;
    }
    for (int i = 0; i < END_EXCLUSIVE - FIRST; i++) {
      int port = FIRST + Math.floorMod(home - FIRST + i, END_EXCLUSIVE - FIRST);
      if (port != except && isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port on " + LOOPBACK + " from 20000 to 32767");
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getByName(LOOPBACK), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
