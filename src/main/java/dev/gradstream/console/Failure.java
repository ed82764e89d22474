package dev.gradstream.console;

/**
 * The end of a command, told to a person: what was expected, what came, where, and what to do.
 *
 * <p>Shown without a stack trace; {@code -v} shows the cause.
 */
public final class Failure extends RuntimeException {
  private final int status;

  private Failure(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** Wrong usage or configuration. */
  public static Failure usage(String message) {
    return new Failure(ExitStatus.USAGE, message, null);
  }

  /** Wrong usage or configuration, found by way of another exception. */
  public static Failure usage(String message, Throwable cause) {
    return new Failure(ExitStatus.USAGE, message, cause);
  }

  /** It was tried and did not work. */
  public static Failure failed(String message) {
    return new Failure(ExitStatus.FAILED, message, null);
  }

  /** It was tried and did not work, because of another exception. */
  public static Failure failed(String message, Throwable cause) {
    return new Failure(ExitStatus.FAILED, message, cause);
  }

  /** One of {@link ExitStatus}. */
  public int status() {
    return status;
  }
}
