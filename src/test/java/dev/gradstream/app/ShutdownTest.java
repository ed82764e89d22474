package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.Failure;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ShutdownTest {
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Shutdown shutdown = new Shutdown(log::add, 60_000);

  @Test
  void actions_run_in_the_order_of_registration() {
    shutdown.onInterrupt("first", () -> log.add("1"));
    shutdown.onInterrupt("second", () -> log.add("2"));
    assertFalse(shutdown.requested());
    shutdown.run();
    assertEquals(List.of("1", "2"), log);
    assertTrue(shutdown.requested());
  }

  @Test
  void an_action_that_was_taken_back_does_not_run() {
    shutdown.onInterrupt("first", () -> log.add("1")).close();
    shutdown.run();
    assertEquals(List.of(), log);
  }

  @Test
  void nothing_runs_once_the_command_is_over() {
    shutdown.onInterrupt("first", () -> log.add("1"));
    shutdown.over();
    shutdown.run();
    assertEquals(List.of(), log);
  }

  @Test
  void an_action_that_fails_is_told_and_the_next_one_runs() {
    shutdown.onInterrupt(
        "trainer",
        () -> {
          throw Failure.failed("the broker is gone");
        });
    shutdown.onInterrupt("web", () -> log.add("2"));
    shutdown.run();
    assertEquals(List.of("stopping trainer: the broker is gone", "2"), log);
  }

  @Test
  void an_action_that_hangs_is_given_up() {
    Shutdown impatient = new Shutdown(log::add, 1);
    CountDownLatch never = new CountDownLatch(1);
    impatient.onInterrupt(
        "trainer",
        () -> {
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    impatient.run();
    assertEquals(
        List.of("gave up waiting for trainer; what was not committed will be done again"), log);
    never.countDown();
  }

  @Test
  void whoever_waits_for_the_end_is_woken() throws InterruptedException {
    Thread waiting = Thread.ofVirtual().start(shutdown::run);
    shutdown.await();
    waiting.join();
    assertTrue(shutdown.requested());
  }
}
