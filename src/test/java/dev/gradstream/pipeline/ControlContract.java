package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.Control;
import dev.gradstream.training.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link Control} keeps; run for the one in memory and for Kafka's. */
public abstract class ControlContract {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger RUNS = new AtomicInteger();

  /** Another hold on the commands of a run. */
  protected abstract Control open(String run);

  private static String newRun() {
    return "steered-" + ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet();
  }

  private static Command set(int number) {
    return new Command(new Command.Set(Map.of("stop.steps", "" + number)), number, number + 1);
  }

  @Test
  void commands_are_read_in_the_order_in_which_they_were_sent_each_at_the_position_it_was_told() {
    String run = newRun();
    try (Control sender = open(run);
        Control reader = open(run)) {
      for (int i = 0; i < 5; i++) {
        assertEquals(i, sender.send(set(i)));
      }
      List<Control.Placed> read = read(reader, 0, 5);
      for (int i = 0; i < 5; i++) {
        assertEquals(new Control.Placed(i, set(i), null), read.get(i));
      }
      assertEquals(List.of(read.get(3), read.get(4)), read(reader, 3, 2));
    }
  }

  @Test
  void what_is_sent_while_somebody_reads_comes_too() {
    String run = newRun();
    try (Control control = open(run)) {
      control.send(set(0));
      List<Control.Placed> read =
          control
              .read(0)
              .doOnNext(
                  poll -> {
                    if (poll.commands().stream().anyMatch(placed -> placed.position() == 0)) {
                      control.send(set(1));
                    }
                  })
              .concatMapIterable(Control.Poll::commands)
              .take(2)
              .collectList()
              .block(PATIENCE);
      assertEquals(List.of(set(0), set(1)), read.stream().map(Control.Placed::command).toList());
    }
  }

  @Test
  void a_reader_is_told_when_it_has_read_what_was_there_and_hears_on_without_commands() {
    String run = newRun();
    try (Control control = open(run)) {
      control.send(set(0));
      control.send(set(1));
      int[] commands = {0};
      Control.Poll first =
          control
              .read(0)
              .doOnNext(poll -> commands[0] += poll.commands().size())
              .filter(Control.Poll::caughtUp)
              .blockFirst(PATIENCE);
      assertTrue(first.caughtUp());
      assertEquals(2, commands[0]);
      assertEquals(3, control.read(2).take(3).collectList().block(PATIENCE).size());
    }
  }

  private static List<Control.Placed> read(Control control, long from, int count) {
    return control
        .read(from)
        .concatMapIterable(Control.Poll::commands)
        .take(count)
        .collectList()
        .block(PATIENCE);
  }
}
