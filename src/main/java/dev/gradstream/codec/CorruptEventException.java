package dev.gradstream.codec;

/** Bytes that should be an event are not one: which event, what was expected, what came. */
public final class CorruptEventException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param event what should have been read, for instance {@code journal block}
   * @param problem what was expected and what came
   */
  public CorruptEventException(String event, String problem) {
    super(event + ": " + problem);
  }

  /** As above, with the cause. */
  public CorruptEventException(String event, String problem, Throwable cause) {
    super(event + ": " + problem, cause);
  }
}
