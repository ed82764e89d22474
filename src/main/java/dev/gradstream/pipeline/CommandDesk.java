package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.Control;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.training.Changes;
import dev.gradstream.training.Command;
import dev.gradstream.training.Event;
import dev.gradstream.training.Input;
import dev.gradstream.training.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Where commands come in and are answered, between windows, in the order of the control topic.
 *
 * <p>What stands in the topic when a session begins is answered only when all of it is read: among
 * it may be commands that their senders have withdrawn since. {@link #take} is called by whoever
 * reads the topic, the rest on the training thread.
 */
final class CommandDesk {
  /** Windows that may wait to be skipped: they are part of every snapshot. */
  private static final int MOST_SKIPS = 1000;

  private final State state;
  private final InstantSource clock;
  private final Queue<Control.Placed> incoming = new ConcurrentLinkedQueue<>();
  private volatile boolean caughtUp;

  CommandDesk(State state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
  }

  /** Takes what a poll brought. */
  void take(Control.Poll poll) {
    incoming.addAll(poll.commands());
    caughtUp |= poll.caughtUp();
  }

  /** Whether there is something to answer. */
  boolean isWaiting() {
    return caughtUp && !incoming.isEmpty();
  }

  /** What has come and is to be answered now. */
  List<Control.Placed> next() {
    List<Control.Placed> commands = new ArrayList<>();
    for (var command = incoming.poll(); command != null; command = incoming.poll()) {
      commands.add(command);
    }
    return commands;
  }

  /** The positions that some of these commands withdraw. */
  static Set<Long> withdrawn(List<Control.Placed> commands) {
    Set<Long> withdrawn = new LinkedHashSet<>();
    for (Control.Placed placed : commands) {
      if (placed.command() != null
          && placed.command().wish() instanceof Command.Withdraw withdraw) {
        withdrawn.add(withdraw.command());
      }
    }
    return withdrawn;
  }

  /**
   * What the fold is given for a command, by the state as it is now; null where there is nothing to
   * answer, because it was answered before or asks for no answer.
   */
  Input answer(Control.Placed placed, Set<Long> withdrawn) {
    long position = placed.position();
    if (position < state.nextCommand()) {
      return null;
    }
    if (placed.command() == null) {
      return refusal(position, placed.problem());
    }
    if (withdrawn.contains(position)) {
      return refusal(position, "withdrawn by its sender before it was followed");
    }
    Command command = placed.command();
    if (command.wish() instanceof Command.Withdraw) {
      return null;
    }
    long nowMs = clock.millis();
    if (nowMs >= command.expiresAtMs()) {
      return refusal(
          position,
          "expired: sent at %s for a trainer to follow until %s, and here it is %s"
              .formatted(
                  Instant.ofEpochMilli(command.sentAtMs()),
                  Instant.ofEpochMilli(command.expiresAtMs()),
                  Instant.ofEpochMilli(nowMs)));
    }
    return switch (command.wish()) {
      case Command.Set set -> set(position, set);
      case Command.Pause pause ->
          state.paused()
              ? refusal(position, "the run is paused already")
              : new Input.Order(new Event.RunPaused(position));
      case Command.Resume resume ->
          state.paused()
              ? new Input.Order(new Event.RunResumed(position))
              : refusal(position, "the run is not paused");
      case Command.Skip skip -> skip(position, skip.window());
      case Command.Stop stop -> new Input.End("stopped on command", position);
      case Command.Withdraw withdraw -> throw new IllegalStateException("needs no answer");
    };
  }

  private Input set(long position, Command.Set set) {
    try {
      Changes changes = LiveChanges.of(state.flatSettings(), set.settings());
      state.requireFitting(changes);
      return new Input.Order(new Event.SpecificationChanged(position, changes));
    } catch (SettingsException cannot) {
      return refusal(position, cannot.getMessage());
    } catch (IllegalStateException otherSlots) {
      return refusal(
          position,
          "the optimizer would remember other things than it does: %s (gradstream branch starts a run from a step of this one with other settings)"
              .formatted(otherSlots.getMessage()));
    }
  }

  private Input skip(long position, long asked) {
    List<Long> waiting = state.skips().stream().map(Event.SkipOrdered::window).toList();
    long window = asked;
    if (asked == 0) {
      window = state.window() + 1;
      while (waiting.contains(window)) {
        window++;
      }
    }
    if (window <= state.window()) {
      return refusal(
          position,
          "window %d is over, the last one was %d (gradstream replay RUN --without PARTITION@OFFSET shows what a record did)"
              .formatted(window, state.window()));
    }
    if (waiting.contains(window)) {
      return refusal(position, "window " + window + " will be skipped already");
    }
    if (waiting.size() >= MOST_SKIPS) {
      return refusal(position, "as many as " + MOST_SKIPS + " windows wait to be skipped already");
    }
    return new Input.Order(new Event.SkipOrdered(position, window));
  }

  private static Input refusal(long position, String reason) {
    return new Input.Order(new Event.CommandRefused(position, reason));
  }
}
