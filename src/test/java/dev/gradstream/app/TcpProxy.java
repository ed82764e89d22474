package dev.gradstream.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A wire that can be cut, held and slowed; it changes no byte. Each connection has two virtual
 * threads, one a direction.
 */
final class TcpProxy implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger cut = new AtomicInteger();
  private volatile boolean refusing;
  private volatile boolean holding;
  private volatile long bytesPerSecond = Long.MAX_VALUE;

  /**
   * @param target port on this machine
   */
  TcpProxy(int target) {
    this.target = target;
    try {
      server = new ServerSocket();
      // Below the ports of outgoing connections, as the broker's own are.
      int port = 18_000 + target % 2_000;
      server.bind(new InetSocketAddress(LOOPBACK, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Breaks every connection; what was on its way is lost. Gives how many there were. */
  int cut() {
    int before = cut.get();
    for (Socket socket : open) {
      reset(socket);
      cut.incrementAndGet();
    }
    return cut.get() - before;
  }

  /** Whether connections are refused. */
  void refuse(boolean refusing) {
    this.refusing = refusing;
  }

  /** Whether bytes are held back, for both sides to wait for. */
  void hold(boolean holding) {
    this.holding = holding;
  }

  /** How fast bytes go, in each direction of each connection. */
  void slow(long bytesPerSecond) {
    this.bytesPerSecond = bytesPerSecond;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        if (refusing) {
          reset(client);
        } else {
          connect(client);
        }
      } catch (IOException closedOrNoTarget) {
        // The next one, or the end.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket broker;
    try {
      broker = new Socket(LOOPBACK, target);
    } catch (IOException noTarget) {
      reset(client);
      throw noTarget;
    }
    client.setTcpNoDelay(true);
    broker.setTcpNoDelay(true);
    open.add(client);
    open.add(broker);
    Thread.startVirtualThread(() -> pump(client, broker));
    Thread.startVirtualThread(() -> pump(broker, client));
  }

  private void pump(Socket from, Socket to) {
    byte[] buffer = new byte[16_384];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        travel(read);
        out.write(buffer, 0, read);
      }
    } catch (IOException gone) {
      // Whoever it was, both sides are told.
    } finally {
      reset(from);
      reset(to);
      open.remove(from);
      open.remove(to);
    }
  }

  private void travel(int bytes) {
    long speed = bytesPerSecond;
    if (speed != Long.MAX_VALUE) {
      LockSupport.parkNanos(bytes * 1_000_000_000L / speed);
    }
    while (holding && !server.isClosed()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException closed) {
      // It is what was wanted.
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
