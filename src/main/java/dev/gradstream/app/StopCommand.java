package dev.gradstream.app;

import dev.gradstream.training.Command.Wish;
import dev.gradstream.training.Event;
import picocli.CommandLine;

/** {@code stop}: ends a run for good, wherever its trainer runs. */
@CommandLine.Command(
    name = "stop",
    description = "Ends a run for good, wherever its trainer runs.",
    footer =
        "%nTo hold it up only: gradstream pause. To go on from a run that has ended: gradstream branch.")
final class StopCommand extends SteeringCommand {

  StopCommand(Context context) {
    super(context);
  }

  @Override
  Wish wish() {
    return new dev.gradstream.training.Command.Stop();
  }

  @Override
  String words(Event event, long step, long window) {
    return "ended after step %,d (window %,d)".formatted(step, window);
  }
}
