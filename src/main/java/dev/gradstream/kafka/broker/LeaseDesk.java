package dev.gradstream.kafka.broker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The broker's side of the leases: an open connection is a held lease, however it was opened and
 * whatever closes it.
 *
 * <p>A newcomer says the token and is told {@code held} or {@code ending}. Between that answer and
 * {@link #awaitNoLease} there is one lock, so nobody is given a lease on a broker that has already
 * made up its mind to end.
 */
final class LeaseDesk implements AutoCloseable {

  static final String HELD = "held";
  static final String ENDING = "ending";
  private static final int INTRODUCTION_MS = 2_000;
  private static final int INTRODUCTION_LENGTH = 128;

  private final ServerSocket door;
  private final String token;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int held;
  private boolean ending;

  LeaseDesk(String token) throws IOException {
    this.token = token;
    this.door = new ServerSocket(0, 50, InetAddress.getByName(Ports.LOOPBACK));
    Thread.ofPlatform().daemon().name("lease-desk").start(this::receive);
  }

  int port() {
    return door.getLocalPort();
  }

  /** Returns once nobody has held a lease for {@code linger}; from then on none is given. */
  void awaitNoLease(Duration linger) throws InterruptedException {
    lock.lock();
    try {
      long leftNs = linger.toNanos();
      while (held > 0 || leftNs > 0) {
        if (held > 0) {
          changed.await();
          leftNs = linger.toNanos();
        } else {
          leftNs = changed.awaitNanos(leftNs);
        }
      }
      ending = true;
    } finally {
      lock.unlock();
    }
  }

  private void receive() {
    try {
      while (true) {
        Socket visitor = door.accept();
        Thread.ofVirtual().start(() -> serve(visitor));
      }
    } catch (IOException closed) {
      refuse();
    }
  }

  private void serve(Socket visitor) {
    try (visitor) {
      visitor.setSoTimeout(INTRODUCTION_MS);
      if (!introduction(visitor).equals(token)) {
        return;
      }
      boolean given = give();
      try {
        OutputStream out = visitor.getOutputStream();
        out.write(((given ? HELD : ENDING) + "\n").getBytes(StandardCharsets.US_ASCII));
        visitor.setSoTimeout(0);
        while (given && visitor.getInputStream().read() >= 0) {
          // The holder has nothing to say; only the end of the connection counts.
        }
      } finally {
        if (given) {
          takeBack();
        }
      }
    } catch (IOException gone) {
      // A connection that breaks is a lease that ends, like one that is closed.
    }
  }

  private static String introduction(Socket visitor) throws IOException {
    var in =
        new BufferedReader(
            new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
    StringBuilder line = new StringBuilder();
    for (int c = in.read();
        c >= 0 && c != '\n' && line.length() < INTRODUCTION_LENGTH;
        c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private boolean give() {
    lock.lock();
    try {
      held += ending ? 0 : 1;
      changed.signalAll();
      return !ending;
    } finally {
      lock.unlock();
    }
  }

  private void takeBack() {
    lock.lock();
    try {
      held--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Gives no lease from now on; those that are held stay open. */
  void refuse() {
    lock.lock();
    try {
      ending = true;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    refuse();
    door.close();
  }
}
