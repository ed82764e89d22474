package dev.gradstream.console;

import java.io.PrintStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Where a command writes: results to {@code out}, progress and messages to {@code err}.
 *
 * @param interactive whether standard input is a terminal, so that somebody may press a key
 * @param errIsTerminal whether a progress line on {@code err} can be rewritten in place
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean interactive, boolean errIsTerminal) {

  /** The process's own streams. */
  public static Terminal system() {
    return new Terminal(System.out, System.err, isTerminal(0), isTerminal(2));
  }

  /** A message that is no result, on a line of its own. */
  public void say(String message) {
    err.println(message);
  }

  // Java tells only whether input and output both are terminals, so C is asked: isatty(3). Where
  // there is no such function (Windows), Java's answer has to do.
  @SuppressWarnings("restricted")
  private static boolean isTerminal(int descriptor) {
    Linker linker = Linker.nativeLinker();
    Optional<java.lang.foreign.MemorySegment> isatty = linker.defaultLookup().find("isatty");
    if (isatty.isEmpty()) {
      return System.console() != null && System.console().isTerminal();
    }
    try {
      return (int)
              linker
                  .downcallHandle(
                      isatty.get(),
                      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                  .invokeExact(descriptor)
          == 1;
    } catch (Throwable e) {
      throw new IllegalStateException("isatty(" + descriptor + ") cannot be called", e);
    }
  }
}
