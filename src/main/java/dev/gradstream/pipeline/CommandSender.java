package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.Control;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.training.Command;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/**
 * Sends a command and waits until the journal holds its answer. Where none comes in time the
 * command is withdrawn, so that it does not take effect later, when nobody expects it: a trainer
 * refuses a command that was withdrawn, and one whose time is over.
 *
 * <p>Only reads the journal. Used by one thread, which it blocks.
 */
public final class CommandSender {
  /** A trainer that had the command in hand as it was withdrawn commits its answer within this. */
  private static final long GRACE_MS = 1_500;

  private static final long POLL_MS = 100;

  /** What became of a command. */
  public sealed interface Answer {}

  /**
   * It was followed.
   *
   * @param step last step before
   * @param window last window before
   */
  public record Followed(long command, Event event, long step, long window) implements Answer {}

  /** It was not followed, and why. */
  public record Refused(long command, String reason) implements Answer {}

  /** The run ended for another reason before the command was followed. */
  public record Ended(String reason) implements Answer {}

  /** Nobody answered; the command is withdrawn. */
  public record Unanswered(long command) implements Answer {}

  private final Journal journal;
  private final Control control;
  private final InstantSource clock;
  private final LongConsumer pause;
  private long nextBlock;
  private long step;
  private long window;

  /**
   * @param pause lets so many milliseconds pass
   */
  public CommandSender(Journal journal, Control control, InstantSource clock, LongConsumer pause) {
    this.journal = journal;
    this.control = control;
    this.clock = clock;
    this.pause = pause;
  }

  /** What is known of the run before the command, from where the journal is read. */
  public CommandSender from(long nextBlock, long step, long window) {
    this.nextBlock = nextBlock;
    this.step = step;
    this.window = window;
    return this;
  }

  /** Sends it and waits at most so long. */
  public Answer send(Command.Wish wish, long waitMs) {
    long nowMs = clock.millis();
    long position = control.send(new Command(wish, nowMs, nowMs + waitMs));
    Answer answer = await(position, nowMs + waitMs);
    if (answer != null) {
      return answer;
    }
    nowMs = clock.millis();
    control.send(new Command(new Command.Withdraw(position), nowMs, nowMs + GRACE_MS));
    answer = await(position, nowMs + GRACE_MS);
    return answer == null ? new Unanswered(position) : answer;
  }

  private Answer await(long position, long untilMs) {
    while (true) {
      for (JournalBlock block : journal.read(nextBlock).toIterable()) {
        nextBlock = block.sequence() + 1;
        for (Event event : block.events()) {
          Answer answer = answer(event, position);
          if (answer != null) {
            return answer;
          }
        }
      }
      if (clock.millis() >= untilMs) {
        return null;
      }
      pause.accept(POLL_MS);
    }
  }

  private Answer answer(Event event, long position) {
    switch (event) {
      case Event.WindowApplied applied -> {
        window = applied.window();
        step = applied.steps().isEmpty() ? step : applied.steps().getLast().step();
      }
      case Event.WindowSkipped skipped -> window = skipped.window();
      case Event.RolledBack back -> {
        step = back.step();
        window = back.window();
      }
      case Event.CommandRefused refused when refused.command() == position -> {
        return new Refused(position, refused.reason());
      }
      case Event.Order order when order.command() == position -> {
        return new Followed(position, order, step, window);
      }
      case Event.RunEnded ended -> {
        return ended.command() == position
            ? new Followed(position, ended, step, window)
            : new Ended(ended.reason());
      }
      default -> {}
    }
    return null;
  }
}
