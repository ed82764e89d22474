package dev.gradstream.kafka;

import dev.gradstream.kafka.broker.InProcessBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One embedded broker for all tests of this JVM: started when first asked for. */
public final class TestCluster {

  private static final AtomicInteger NAMES = new AtomicInteger();

  private TestCluster() {}

  public static KafkaConnection connection() {
    return KafkaConnection.to(Running.BROKER.bootstrapServers());
  }

  /** A name that nothing on the broker has yet. */
  public static String newName(String stem) {
    return stem + "-" + ProcessHandle.current().pid() + "-" + NAMES.incrementAndGet();
  }

  private static final class Running {
    static final InProcessBroker BROKER = start();

    private static InProcessBroker start() {
      try {
        Path dir = Files.createTempDirectory("gradstream-test-broker");
        InProcessBroker broker = InProcessBroker.start(dir);
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(
                    () -> {
                      broker.close();
                      delete(dir);
                    }));
        return broker;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private static void delete(Path dir) {
      try (Stream<Path> files = Files.walk(dir)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      } catch (IOException left) {
        throw new UncheckedIOException(left);
      }
    }
  }
}
