package dev.gradstream.app;

import dev.gradstream.console.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A terminal that remembers what was written to it, and a clock that a test sets. */
final class Captured {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  final AtomicLong nanos = new AtomicLong();
  final Context context;

  Captured(boolean errIsTerminal) {
    Terminal terminal = new Terminal(stream(out), stream(err), false, errIsTerminal);
    context = new Context(terminal, new Shutdown(terminal::say, 5_000), nanos::get);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  int run(String... arguments) {
    return Main.run(context, arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
