package dev.gradstream.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code gradstream train} in a JVM of its own, to be killed. */
final class TrainerProcess implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Process process;
  private final Path out;
  private final Path err;

  private TrainerProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /**
   * Starts it. It computes with the plain kernels, which are there soonest; the bits are the same.
   *
   * @param where the options that name its Kafka
   * @param settings of the run, {@code path=value}
   */
  static TrainerProcess start(Path config, String run, List<String> where, String... settings)
      throws IOException {
    int number = NUMBER.incrementAndGet();
    Path out = config.resolveSibling("train-" + number + ".out");
    Path err = config.resolveSibling("train-" + number + ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-Dgradstream.kernels=plain", "--add-modules=jdk.incubator.vector"));
    command.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.gradstream");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("train", config.toString(), "--set", "run=" + run));
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    command.addAll(List.of("--no-page", "--json"));
    command.addAll(where);
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new TrainerProcess(process, out, err);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits so long for its end; whether it has ended. */
  boolean ends(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Its exit status; it has to end within a time that only a trainer that hangs exceeds. */
  int status() throws InterruptedException, IOException {
    if (!ends(90_000)) {
      throw new AssertionError("the trainer does not end; it said:\n" + err());
    }
    return process.exitValue();
  }

  /**
   * @param name as {@code kill} knows it
   */
  void signal(String name) throws InterruptedException, IOException {
    String pid = Long.toString(process.pid());
    int status = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    if (status != 0) {
      throw new AssertionError("kill -" + name + " " + pid + " failed; it said:\n" + err());
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
  }

  /** {@code kill -9}, and waits until it is gone. */
  @Override
  public void close() {
    kill();
    process.onExit().join();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }
}
