package dev.gradstream.pipeline.port;

import dev.gradstream.training.Command;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * Port: commands to the trainer of one run, a log that anybody may append to. Twins: Kafka and
 * memory; one contract suite holds both.
 *
 * <p>Who reads it keeps its own position: that is part of a run's state, so that a command is
 * followed once through any crash. Example:
 *
 * <pre>
 *   long position = control.send(new Command(new Command.Pause(), nowMs, nowMs + 10_000));
 *   control.read(0);   // ..., [(position, pause)], [], [], ...
 * </pre>
 */
public interface Control extends AutoCloseable {

  /** Nobody commands. */
  Control NONE =
      new Control() {
        @Override
        public long send(Command command) {
          throw new IllegalStateException("nobody reads commands here");
        }

        @Override
        public Flux<Poll> read(long fromPosition) {
          return Flux.never();
        }

        @Override
        public void close() {}
      };

  /**
   * A command in its place.
   *
   * @param command null where the record is none
   * @param problem why it is none; null where it is one
   */
  record Placed(long position, Command command, String problem) {}

  /**
   * One poll: what it brought, often nothing.
   *
   * @param caughtUp whether everything is read that was there when reading began
   */
  record Poll(List<Placed> commands, boolean caughtUp) {}

  /** Appends a command and tells its position. Blocks. */
  long send(Command command);

  /**
   * Commands from a position on, as they come: one signal a poll, by demand, with or without a
   * command; it never completes. Signalled on a thread of its own; cancelling ends it.
   */
  Flux<Poll> read(long fromPosition);

  @Override
  void close();
}
