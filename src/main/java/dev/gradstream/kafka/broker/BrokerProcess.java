package dev.gradstream.kafka.broker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's process: {@code BrokerProcess DIR}. It says {@link #UP} on standard output when
 * clients can connect, and ends by itself {@link #LINGER} after the last lease, or on SIGTERM.
 *
 * <p>Kafka is closed in the shutdown hook alone, so both ways are one. Kafka's threads would keep
 * the JVM alive after an error in {@code main}: every path out of it is an exit or a halt.
 */
final class BrokerProcess {

  static final String UP = "up";

  /** Long enough that one command after another finds the broker warm. */
  private static final Duration LINGER = Duration.ofSeconds(5);

  private static final Duration LONGEST_START = Duration.ofSeconds(50);
  private static final Duration LONGEST_END = Duration.ofSeconds(15);
  private static final Logger LOG = LoggerFactory.getLogger("gradstream.broker");

  private BrokerProcess() {}

  public static void main(String[] args) {
    int status = 1;
    try {
      run(new BrokerDirectory(Path.of(args[0])));
      status = 0;
    } catch (BrokerException e) {
      LOG.error(e.getMessage());
    } catch (Throwable e) {
      LOG.error("the broker stops", e);
    }
    System.exit(status);
  }

  private static void run(BrokerDirectory directory)
      throws IOException, BrokerException, InterruptedException {
    FileHold running =
        FileHold.take(directory.running(), Duration.ZERO)
            .orElseThrow(
                () -> new BrokerException(directory.path() + ": another broker runs there"));
    Ports ports = Ports.choose(directory.path(), BrokerAddress.read(directory.address()));
    CountDownLatch started = new CountDownLatch(1);
    haltUnless(started, LONGEST_START, "not started");
    KafkaNode node = KafkaNode.start(directory.kafka(), ports);
    started.countDown();

    String token = UUID.randomUUID().toString();
    try (running;
        LeaseDesk desk = new LeaseDesk(token)) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(desk, node), "broker-end"));
      long pid = ProcessHandle.current().pid();
      new BrokerAddress(ports.data(), ports.controller(), desk.port(), pid, token)
          .write(directory.address());
      say(UP);
      desk.awaitNoLease(LINGER);
      System.exit(0); // with the lock still held, until Kafka has let go of its files
    }
  }

  private static void end(LeaseDesk desk, KafkaNode node) {
    CountDownLatch ended = new CountDownLatch(1);
    haltUnless(ended, LONGEST_END, "not shut down");
    desk.refuse();
    node.close();
    ended.countDown();
  }

  /** Kafka waits for ever in places, such as on a port that has just been taken. */
  private static void haltUnless(CountDownLatch done, Duration patience, String what) {
    Thread.ofPlatform()
        .daemon()
        .name("watch")
        .start(
            () -> {
              try {
                if (!done.await(patience.toSeconds(), TimeUnit.SECONDS)) {
                  LOG.error("{} in {} s: giving up", what, patience.toSeconds());
                  Runtime.getRuntime().halt(1);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Whoever started us may be gone by now; then there is nobody to tell. */
  private static void say(String word) {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
      out.write((word + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException nobodyListens) {
      LOG.warn("started, but nobody waits for it: {}", nobodyListens.getMessage());
    }
  }
}
