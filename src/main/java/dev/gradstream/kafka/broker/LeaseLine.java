package dev.gradstream.kafka.broker;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The holder's side of one lease: a loopback connection that stays open. Its end means that the
 * broker's process is gone, or that {@link #close} was called.
 */
final class LeaseLine implements AutoCloseable {

  private static final int TIMEOUT_MS = 2_000;

  private final Socket socket;
  private final BrokerAddress address;

  private LeaseLine(Socket socket, BrokerAddress address) {
    this.socket = socket;
    this.address = address;
  }

  /** Empty when nobody answers there, or a stranger, or a broker that is about to end. */
  static Optional<LeaseLine> open(BrokerAddress address) {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(Ports.LOOPBACK, address.leasePort()), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write((address.token() + "\n").getBytes(StandardCharsets.US_ASCII));
      String held = LeaseDesk.HELD + "\n";
      byte[] answer = socket.getInputStream().readNBytes(held.length());
      if (new String(answer, StandardCharsets.US_ASCII).equals(held)) {
        socket.setSoTimeout(0);
        return Optional.of(new LeaseLine(socket, address));
      }
    } catch (IOException nobodyThere) {
      // Told by the empty answer: after a kill -9 the file still names the old port.
    }
    hangUp(socket);
    return Optional.empty();
  }

  BrokerAddress address() {
    return address;
  }

  /** Blocks until the connection is gone, from either side. */
  void awaitEnd() {
    try {
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {
        // The broker says nothing more.
      }
    } catch (IOException broken) {
      // As good as its end.
    }
  }

  @Override
  public void close() {
    hangUp(socket);
  }

  private static void hangUp(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedAllTheSame) {
      // The descriptor is released whatever close() reports.
    }
  }
}
