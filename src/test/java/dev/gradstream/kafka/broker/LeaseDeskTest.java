package dev.gradstream.kafka.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LeaseDeskTest {

  @Test
  void the_desk_waits_for_every_lease_and_gives_none_afterwards() throws Exception {
    try (LeaseDesk desk = new LeaseDesk("secret")) {
      LeaseLine one = LeaseLine.open(address(desk, "secret")).orElseThrow();
      LeaseLine two = LeaseLine.open(address(desk, "secret")).orElseThrow();
      var empty = new CompletableFuture<Void>();
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  desk.awaitNoLease(Duration.ZERO);
                  empty.complete(null);
                } catch (InterruptedException e) {
                  empty.completeExceptionally(e);
                }
              });
      one.close();
      assertFalse(empty.isDone());
      two.close();
      empty.get(10, TimeUnit.SECONDS);
      assertTrue(LeaseLine.open(address(desk, "secret")).isEmpty());
    }
  }

  @Test
  void a_stranger_gets_no_lease() throws Exception {
    try (LeaseDesk desk = new LeaseDesk("secret");
        Socket loud = new Socket(Ports.LOOPBACK, desk.port())) {
      assertTrue(LeaseLine.open(address(desk, "guess")).isEmpty());
      loud.getOutputStream().write(new byte[10_000]);
      desk.awaitNoLease(Duration.ZERO);
    }
  }

  @Test
  void nobody_at_the_port_is_no_lease() throws Exception {
    int port;
    try (ServerSocket once = new ServerSocket(0)) {
      port = once.getLocalPort();
    }
    assertTrue(LeaseLine.open(new BrokerAddress(1, 2, port, 3, "secret")).isEmpty());
  }

  @Test
  void an_address_is_read_as_it_was_written(@TempDir Path dir) throws Exception {
    BrokerAddress address = new BrokerAddress(1, 2, 65_535, 4, "secret");
    address.write(dir.resolve("address"));
    assertEquals(address, BrokerAddress.read(dir.resolve("address")).orElseThrow());
    new BrokerAddress(1, 2, 65_536, 4, "secret").write(dir.resolve("address"));
    assertTrue(BrokerAddress.read(dir.resolve("address")).isEmpty());
    assertTrue(BrokerAddress.read(dir.resolve("absent")).isEmpty());
  }

  private static BrokerAddress address(LeaseDesk desk, String token) {
    return new BrokerAddress(1, 2, desk.port(), 3, token);
  }
}
