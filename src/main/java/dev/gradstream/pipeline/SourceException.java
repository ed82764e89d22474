package dev.gradstream.pipeline;

/** A source cannot give what was asked for; the message says what, where, and what to do. */
public final class SourceException extends RuntimeException {
  public SourceException(String message) {
    super(message);
  }

  public SourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
