package dev.gradstream.kafka.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the broker's process is started, and how long one waits for it. */
final class BrokerChild {

  private BrokerChild() {}

  /**
   * Returns when the broker is up, and says why when it does not come up: the process has ended, or
   * {@code patience} has (it is killed then).
   */
  static void start(BrokerDirectory directory, Duration patience) throws BrokerException {
    try {
      directory.turnLog();
      Process process =
          new ProcessBuilder(command(directory))
              .directory(directory.path().toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectError(ProcessBuilder.Redirect.to(directory.log().toFile()))
              .start();
      var answer = CompletableFuture.supplyAsync(() -> isUp(process), Thread::startVirtualThread);
      Optional<Boolean> up =
          answer
              .thenApply(Optional::of)
              .completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS)
              .join();
      if (up.equals(Optional.of(true))) {
        return;
      }
      process.destroyForcibly();
      throw new BrokerException(
          "the embedded broker over %s %s; its log ends with: %s (all of it in %s)"
              .formatted(
                  directory.path(),
                  up.isEmpty() ? "was not up in " + patience.toSeconds() + " s" : "did not start",
                  directory.logTail(),
                  directory.log()));
    } catch (IOException e) {
      throw new BrokerException(
          directory.path()
              + ": the broker's process can't be started: "
              + BrokerDirectory.reason(e),
          e);
    }
  }

  /** The child says one line on standard output, or ends without it. */
  private static boolean isUp(Process process) {
    try (var out = process.inputReader()) {
      return BrokerProcess.UP.equals(out.readLine());
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> command(BrokerDirectory directory) {
    List<String> command = new ArrayList<>();
    // Ctrl-C and a closing terminal go to every process of the terminal; the command that holds the
    // lease still has to commit then. What is ignored stays ignored through exec and by the JVM.
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1", // no slower at serving, 0.4 s sooner up, half the work
            "--sun-misc-unsafe-memory-access=allow",
            "-Dorg.slf4j.simpleLogger.logFile=System.err",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dorg.slf4j.simpleLogger.showDateTime=true",
            "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS"));
    command.addAll(ClassArchive.options(classPath()));
    String own = System.getenv().getOrDefault("GRADSTREAM_BROKER_OPTS", "").strip();
    if (!own.isEmpty()) {
      command.addAll(List.of(own.split("\\s+")));
    }
    command.addAll(
        List.of("-cp", classPath(), BrokerProcess.class.getName(), directory.path().toString()));
    return command;
  }

  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
