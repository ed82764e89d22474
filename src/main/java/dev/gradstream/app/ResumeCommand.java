package dev.gradstream.app;

import dev.gradstream.training.Command.Wish;
import dev.gradstream.training.Event;
import picocli.CommandLine;

/** {@code resume}: has a paused run go on. */
@CommandLine.Command(
    name = "resume",
    description = "Has a paused run go on.",
    footer = "%nWhat has come meanwhile is learned from as if there had been no pause.")
final class ResumeCommand extends SteeringCommand {

  ResumeCommand(Context context) {
    super(context);
  }

  @Override
  Wish wish() {
    return new dev.gradstream.training.Command.Resume();
  }

  @Override
  String words(Event event, long step, long window) {
    return "goes on after step %,d (window %,d)".formatted(step, window);
  }
}
