package dev.gradstream.pipeline.port;

/**
 * A commit failed and nobody knows whether it took place. The writer throws its working state away,
 * acquires the journal again and recovers from what it then reads.
 */
public final class CommitException extends RuntimeException {
  public CommitException(String run, long sequence, Throwable cause) {
    super(
        "run '%s': whether block %d was committed is unknown%s; the journal will tell"
            .formatted(run, sequence, cause == null ? "" : " (" + cause.getMessage() + ")"),
        cause);
  }
}
