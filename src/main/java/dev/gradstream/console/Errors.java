package dev.gradstream.console;

import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.replay.BranchException;
import dev.gradstream.pipeline.replay.ChangedSpecificationException;
import dev.gradstream.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import reactor.core.Exceptions;

/** The one place that turns an exception into what a person reads and what the shell gets. */
public final class Errors {
  private Errors() {}

  /** The failure that an exception amounts to; the exception stays its cause. */
  public static Failure of(Throwable thrown) {
    Throwable error = unwrapped(thrown);
    return switch (error) {
      case Failure failure -> failure;
      case SettingsException e -> Failure.usage(e.getMessage(), e);
      case BranchException e -> Failure.usage(e.getMessage(), e);
      case ChangedSpecificationException e -> Failure.usage(e.getMessage(), e);
      case SourceException e -> Failure.failed(e.getMessage(), e);
      case FencedException e -> Failure.failed(e.getMessage(), e);
      case FileSystemException e -> Failure.failed(e.getFile() + ": " + why(e), e);
      case IOException e -> Failure.failed(why(e), e);
      case OutOfMemoryError e ->
          Failure.failed(
              "out of memory ("
                  + e.getMessage()
                  + "): give the JVM more with GRADSTREAM_JAVA_OPTS=-Xmx4g, or make windows or model smaller",
              e);
      default -> unexpected(error);
    };
  }

  /** Why a file cannot be used, without its name. */
  public static String why(Throwable error) {
    return switch (error) {
      case NoSuchFileException e -> "no such file";
      case AccessDeniedException e -> "permission denied; see who owns it";
      case FileSystemException e when e.getReason() != null -> e.getReason() + hint(e.getReason());
      default -> reason(error.getMessage(), error) + hint(error.getMessage());
    };
  }

  // Exceptions that are meant for people (ours, by package) speak for themselves; anything else is
  // a fault of the program and says so.
  private static Failure unexpected(Throwable error) {
    String message = reason(error.getMessage(), error);
    boolean ours = error.getClass().getName().startsWith("dev.gradstream.");
    if (ours) {
      return Failure.failed(message, error);
    }
    String name = error.getClass().getSimpleName();
    return Failure.failed(
        "unexpected "
            + name
            + (message.equals(name) ? "" : ": " + message)
            + " (run again with -v to see where it comes from)",
        error);
  }

  private static Throwable unwrapped(Throwable error) {
    Throwable inner = Exceptions.unwrap(error);
    boolean wrapper =
        inner instanceof ExecutionException
            || inner instanceof CompletionException
            || inner instanceof UncheckedIOException;
    return wrapper && inner.getCause() != null ? unwrapped(inner.getCause()) : inner;
  }

  private static String reason(String message, Throwable error) {
    return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
  }

  private static String hint(String reason) {
    return reason != null && reason.contains("No space left")
        ? "; free some, or choose another place with --data-dir"
        : "";
  }
}
