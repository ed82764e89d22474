package dev.gradstream.codec;

import dev.gradstream.event.CommandKind;
import dev.gradstream.event.ControlCommand;
import dev.gradstream.training.Command;
import java.util.Map;
import java.util.TreeMap;

/** Commands as bytes, after {@code schemas/control-command.avsc}. Thread-safe. */
public final class ControlCommands {
  private static final EventFormat<ControlCommand> FORMAT =
      new EventFormat<>("control command", new ControlCommand());

  private ControlCommands() {}

  /** The bytes of one command. */
  public static byte[] encode(Command command) {
    CommandKind kind =
        switch (command.wish()) {
          case Command.Set set -> CommandKind.SET;
          case Command.Pause pause -> CommandKind.PAUSE;
          case Command.Resume resume -> CommandKind.RESUME;
          case Command.Skip skip -> CommandKind.SKIP;
          case Command.Stop stop -> CommandKind.STOP;
          case Command.Withdraw withdraw -> CommandKind.WITHDRAW;
        };
    return FORMAT.encode(
        new ControlCommand(
            kind,
            command.wish() instanceof Command.Set set
                ? new TreeMap<>(set.settings())
                : new TreeMap<>(Map.of()),
            command.wish() instanceof Command.Skip skip ? skip.window() : 0L,
            command.wish() instanceof Command.Withdraw withdraw ? withdraw.command() : -1L,
            command.sentAtMs(),
            command.expiresAtMs()));
  }

  /**
   * @param bytes untrusted
   * @throws CorruptEventException where they are no command
   */
  public static Command decode(byte[] bytes) {
    ControlCommand command = FORMAT.decode(bytes);
    Command.Wish wish =
        switch (command.getKind()) {
          case SET -> new Command.Set(command.getSettings());
          case PAUSE -> new Command.Pause();
          case RESUME -> new Command.Resume();
          case SKIP -> new Command.Skip(command.getWindow());
          case STOP -> new Command.Stop();
          case WITHDRAW -> new Command.Withdraw(command.getCommand());
          case UNKNOWN ->
              throw FORMAT.problem("of a kind that this version does not know; a newer one may");
        };
    return new Command(wish, command.getSentAtMs(), command.getExpiresAtMs());
  }
}
