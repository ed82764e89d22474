package dev.gradstream.app;

import dev.gradstream.training.Command.Wish;
import dev.gradstream.training.Event;
import picocli.CommandLine;

/** {@code pause}: has the trainer of a run learn from no further window. */
@CommandLine.Command(
    name = "pause",
    description = "Has the trainer of a run learn from no further window.",
    footer = "%nThe run stays paused until it is resumed, also when its trainer starts again.")
final class PauseCommand extends SteeringCommand {

  PauseCommand(Context context) {
    super(context);
  }

  @Override
  Wish wish() {
    return new dev.gradstream.training.Command.Pause();
  }

  @Override
  String words(Event event, long step, long window) {
    return "paused after step %,d (window %,d)".formatted(step, window);
  }
}
