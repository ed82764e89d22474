package dev.gradstream.app;

import dev.gradstream.console.Failure;
import dev.gradstream.training.Command.Wish;
import dev.gradstream.training.Event;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code skip}: has the trainer of a run pass a window over. */
@CommandLine.Command(
    name = "skip",
    description = "Has the trainer of a run pass a window over.",
    footer = "%nIts records count as seen; nothing is learned from them.")
final class SkipCommand extends SteeringCommand {
  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "WINDOW",
      defaultValue = "0",
      description = "number of the window; without it, the next one")
  long window;

  SkipCommand(Context context) {
    super(context);
  }

  @Override
  Wish wish() {
    if (window < 0) {
      throw Failure.usage("WINDOW " + window + ": expected the number of a window to come");
    }
    return new dev.gradstream.training.Command.Skip(window);
  }

  @Override
  String words(Event event, long step, long window) {
    return "window %,d will be skipped; the last one was %,d (step %,d)"
        .formatted(((Event.SkipOrdered) event).window(), window, step);
  }
}
