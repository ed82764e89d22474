package dev.gradstream.pipeline.port;

/** Another writer has taken over the run. */
public final class FencedException extends RuntimeException {
  public FencedException(String run, Throwable cause) {
    super(
        "run '"
            + run
            + "': another trainer has taken over this run; this one stops (see it with: gradstream show "
            + run
            + ")",
        cause);
  }
}
