package dev.gradstream.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.settings.SettingsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import reactor.core.Exceptions;

final class ErrorsTest {
  private static void check(int status, String message, Throwable error) {
    Failure failure = Errors.of(error);
    assertEquals(message, failure.getMessage());
    assertEquals(status, failure.status());
  }

  @Test
  void what_is_meant_for_people_is_shown_as_it_is() {
    check(2, "size: too big", new SettingsException("size", "too big"));
    check(1, "no such topic", new SourceException("no such topic"));
    FencedException fenced = new FencedException("r", null);
    check(1, fenced.getMessage(), fenced);
    Failure failure = Failure.usage("x");
    assertSame(failure, Errors.of(failure));
  }

  @Test
  void wrappers_are_taken_off() {
    SourceException inner = new SourceException("no such topic");
    check(1, "no such topic", new ExecutionException(inner));
    check(1, "no such topic", new CompletionException(new CompletionException(inner)));
    check(1, "no such topic", Exceptions.propagate(new ExecutionException(inner)));
    check(1, "a: no such file", new UncheckedIOException(new NoSuchFileException("a")));
  }

  @Test
  void a_file_that_cannot_be_used_is_named_with_the_reason() {
    check(1, "a: no such file", new NoSuchFileException("a"));
    check(1, "a: permission denied; see who owns it", new AccessDeniedException("a"));
    check(
        1, "a: Read-only file system", new FileSystemException("a", null, "Read-only file system"));
    check(
        1,
        "a: No space left on device; free some, or choose another place with --data-dir",
        new FileSystemException("a", null, "No space left on device"));
    check(1, "broken", new IOException("broken"));
  }

  @Test
  void what_nobody_expected_says_so_and_how_to_see_more() {
    check(
        1,
        "unexpected IllegalStateException: 1 != 2 (run again with -v to see where it comes from)",
        new IllegalStateException("1 != 2"));
    check(
        1,
        "unexpected NullPointerException (run again with -v to see where it comes from)",
        new NullPointerException());
  }
}
