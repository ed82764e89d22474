package dev.gradstream.app;

import dev.gradstream.config.Overriding;
import dev.gradstream.training.Command.Wish;
import dev.gradstream.training.Event;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code set}: changes settings of a running run, from the next window on. */
@CommandLine.Command(
    name = "set",
    description = "Changes settings of a running run, from the next window on.",
    footer =
        "%nExample: gradstream set phishing optimizer.learningRate=0.01; PATH= takes a setting away.")
final class SetCommand extends SteeringCommand {
  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PATH=VALUE",
      description = "a setting and its new value; several change at once")
  List<String> assignments;

  SetCommand(Context context) {
    super(context);
  }

  @Override
  Wish wish() {
    return wish(assignments);
  }

  /** Settings and their new values. */
  static Wish wish(List<String> assignments) {
    SortedMap<String, String> asked = new TreeMap<>();
    for (String assignment : assignments) {
      Overriding overriding = Overriding.parse(assignment);
      SortedMap<String, String> fresh = new TreeMap<>();
      overriding.apply(fresh);
      if (!fresh.containsKey(overriding.path())) {
        asked.put(overriding.path(), ""); // a block takes the place of all that was there
      }
      asked.putAll(fresh);
    }
    return new dev.gradstream.training.Command.Set(asked);
  }

  @Override
  String words(Event event, long step, long window) {
    String changes = ((Event.SpecificationChanged) event).changes().describe();
    return "%s after step %,d (window %,d)"
        .formatted(changes.isEmpty() ? "nothing to change" : changes, step, window);
  }
}
