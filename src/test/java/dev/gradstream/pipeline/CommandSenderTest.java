package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gradstream.pipeline.memory.MemoryControl;
import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.training.Command;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Who sends a command is told what became of it, or that nobody took it. */
class CommandSenderTest {
  private final MemoryJournal journal = new MemoryJournal("test");
  private final MemoryControl control = new MemoryControl();
  private long nowMs = 1_000;

  private CommandSender sender(LongConsumer meanwhile) {
    InstantSource clock = () -> Instant.ofEpochMilli(nowMs);
    return new CommandSender(
            journal,
            control,
            clock,
            ms -> {
              nowMs += ms;
              meanwhile.accept(nowMs);
            })
        .from(0, 41, 40);
  }

  private void commit(Event... events) {
    if (journal.commits().isEmpty()) {
      journal.acquire();
    }
    int sequence = journal.commits().size();
    journal
        .commit(
            new Commit(
                new JournalBlock(sequence, "w", "main", 0, new byte[32], List.of(events)),
                null,
                List.of()))
        .block();
  }

  @Test
  void an_answer_names_the_step_and_the_window_before_it() {
    var answer = sender(now -> commit(new Event.RunPaused(0))).send(new Command.Pause(), 10_000);
    assertEquals(new CommandSender.Followed(0, new Event.RunPaused(0), 41, 40), answer);
    assertEquals(
        new Command(new Command.Pause(), 1_000, 11_000), control.from(0).getFirst().command());
  }

  @Test
  void a_refusal_is_passed_on() {
    var answer =
        sender(now -> commit(new Event.CommandRefused(0, "not now")))
            .send(new Command.Set(Map.of("seed", "1")), 10_000);
    assertEquals(new CommandSender.Refused(0, "not now"), answer);
  }

  @Test
  void answers_to_others_are_none() {
    var answer =
        sender(
                now -> {
                  if (now < 2_000) {
                    commit(new Event.RunPaused(7), new Event.CommandRefused(8, "no"));
                  } else {
                    commit(new Event.RunEnded("end of topic"));
                  }
                })
            .send(new Command.Pause(), 10_000);
    assertEquals(new CommandSender.Ended("end of topic"), answer);
  }

  @Test
  void a_command_that_nobody_takes_is_withdrawn() {
    var answer = sender(now -> {}).send(new Command.Pause(), 3_000);
    assertEquals(new CommandSender.Unanswered(0), answer);
    assertEquals(new Command.Withdraw(0), control.from(0).getLast().command().wish());
  }

  @Test
  void an_answer_that_comes_while_it_is_withdrawn_counts() {
    var answer =
        sender(
                now -> {
                  if (now > 4_500 && journal.commits().isEmpty()) {
                    commit(new Event.RunPaused(0));
                  }
                })
            .send(new Command.Pause(), 3_000);
    assertInstanceOf(CommandSender.Followed.class, answer);
  }
}
