package dev.gradstream.pipeline.replay;

import java.util.Map;
import java.util.stream.Collectors;

/** The configuration of a run that exists differs from the one it was started with. */
public final class ChangedSpecificationException extends RuntimeException {
  public ChangedSpecificationException(String run, Map<String, String> differences) {
    super(
        ("run '%s' was started with another configuration (recorded -> asked for):%n%s%n"
                + "Put the recorded values back to go on with it (gradstream set %1$s PATH=VALUE changes what may change while it runs), or start another run under a new name.")
            .formatted(
                run,
                differences.entrySet().stream()
                    .map(difference -> "  " + difference.getKey() + ": " + difference.getValue())
                    .collect(Collectors.joining(System.lineSeparator()))));
  }
}
