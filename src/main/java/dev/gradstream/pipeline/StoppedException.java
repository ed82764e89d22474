package dev.gradstream.pipeline;

/** A session was stopped before it had begun to learn. */
public final class StoppedException extends RuntimeException {
  public StoppedException(String run) {
    super(
        "run '%s': stopped before it was back where its journal ends; nothing is lost, and train goes on from there"
            .formatted(run));
  }
}
