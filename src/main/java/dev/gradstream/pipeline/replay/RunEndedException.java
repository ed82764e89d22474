package dev.gradstream.pipeline.replay;

/** A run that is over was to be trained. */
public final class RunEndedException extends RuntimeException {
  public RunEndedException(String run, String reason, long step) {
    super(
        ("run '%s' ended at step %,d (%s). Start another one under a new name (run: ...), or recompute this one with:"
                + " gradstream replay %s")
            .formatted(run, step, reason, run));
  }
}
