package dev.gradstream.app;

import dev.gradstream.console.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A command that goes on while a test does something else; somebody sits at its terminal, so that
 * it ends when it is asked to.
 */
final class RunningCommand implements AutoCloseable {
  private static final int LAST_LINES = 20;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Shutdown shutdown;
  private final CompletableFuture<Integer> status;
  private final BufferedReader said;
  private final Deque<String> last = new ConcurrentLinkedDeque<>();

  private RunningCommand(String... words) throws IOException {
    PipedInputStream pipe = new PipedInputStream(1 << 20);
    PrintStream err = new PrintStream(new PipedOutputStream(pipe), true, StandardCharsets.UTF_8);
    PrintStream nothing = new PrintStream(OutputStream.nullOutputStream());
    Terminal terminal = new Terminal(nothing, err, true, false);
    shutdown = new Shutdown(terminal::say, 20_000);
    Context context = new Context(terminal, shutdown, System::nanoTime);
    status = CompletableFuture.supplyAsync(() -> Main.run(context, words), threads);
    status.whenComplete((done, failed) -> err.close());
    said = new BufferedReader(new InputStreamReader(pipe, StandardCharsets.UTF_8));
  }

  static RunningCommand start(String... words) throws IOException {
    return new RunningCommand(words);
  }

  /** What stands behind the next message that begins like this. */
  String awaitLine(String beginning) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(beginning)) {
        return line.substring(beginning.length());
      }
    }
    throw new AssertionError("the command ended and said nothing like '" + beginning + "'");
  }

  /** Nothing more is awaited; what it says is read from now on, or its pipe would fill. */
  void letTalk() {
    threads.submit(
        () ->
            said.lines()
                .forEach(
                    line -> {
                      last.addLast(line);
                      if (last.size() > LAST_LINES) {
                        last.removeFirst();
                      }
                    }));
  }

  /** The end of what it said since {@link #letTalk}, for a message about a failure. */
  String lastWords() {
    return String.join("\n", last);
  }

  /** Waits for the end that comes by itself. */
  int status() {
    return status.join();
  }

  /** Asks it to end. */
  int end() {
    shutdown.run();
    return status.join();
  }

  @Override
  public void close() {
    end();
    threads.close();
  }
}
