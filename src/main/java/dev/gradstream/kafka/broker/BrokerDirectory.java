package dev.gradstream.kafka.broker;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** The names inside a data directory, and whether it can serve as one. */
record BrokerDirectory(Path path) {

  /** Below this a topic or two would end the broker, and Kafka's way of saying so is a halt. */
  private static final long FREE_BYTES = 64L << 20;

  private static final int TAIL_LINES = 4;
  private static final int TAIL_LENGTH = 300;

  /** Creates it if need be, and proves that it can be written to. */
  static BrokerDirectory open(Path dataDir) throws BrokerException {
    return open(dataDir, FREE_BYTES);
  }

  static BrokerDirectory open(Path dataDir, long neededBytes) throws BrokerException {
    Path dir = dataDir.toAbsolutePath().normalize();
    if (Files.exists(dir) && !Files.isDirectory(dir)) {
      throw new BrokerException(
          dir + " is a file: the embedded broker needs a directory (pass another --data-dir)");
    }
    try {
      Files.createDirectories(dir);
      Path probe = Files.createTempFile(dir, "probe", null);
      try {
        Files.writeString(probe, "can this directory be written to?");
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      throw new BrokerException(
          "%s can't be written to: %s (%s)".formatted(dir, reason(e), cure(e)), e);
    }
    try {
      long freeBytes = Files.getFileStore(dir).getUsableSpace();
      if (freeBytes < neededBytes) {
        throw new BrokerException(
            "%s: the disk is full: %d MB free, the embedded broker needs %d MB (make room, or pass another --data-dir)"
                .formatted(dir, freeBytes >> 20, neededBytes >> 20));
      }
      return new BrokerDirectory(dir.toRealPath());
    } catch (IOException e) {
      throw new BrokerException(dir + ": " + reason(e), e);
    }
  }

  private static String cure(IOException e) {
    return reason(e).contains("No space left")
        ? "make room, or pass another --data-dir"
        : "pass a --data-dir that can";
  }

  static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  Path kafka() {
    return path.resolve("kafka");
  }

  Path address() {
    return path.resolve("broker.properties");
  }

  Path start() {
    return path.resolve("broker.start");
  }

  Path running() {
    return path.resolve("broker.running");
  }

  Path log() {
    return path.resolve("broker.log");
  }

  /** The last start's log is kept: it tells why there is a new one. */
  void turnLog() throws IOException {
    if (Files.exists(log())) {
      Files.move(log(), path.resolve("broker.log.1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** The end of the log on one line, without stack frames; never fails, as it serves a message. */
  String logTail() {
    try (Stream<String> lines = Files.lines(log())) {
      List<String> told = lines.filter(l -> !l.isBlank() && !l.startsWith("\t")).toList();
      String tail =
          String.join(" | ", told.subList(Math.max(0, told.size() - TAIL_LINES), told.size()));
      return tail.isEmpty() ? "nothing" : tail.substring(Math.max(0, tail.length() - TAIL_LENGTH));
    } catch (IOException | java.io.UncheckedIOException e) {
      return "unreadable";
    }
  }
}
