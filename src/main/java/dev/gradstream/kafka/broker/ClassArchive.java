package dev.gradstream.kafka.broker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the JVM keeps Kafka's 7,000 parsed classes from one start to the next: the broker is up in
 * 1.6 s instead of 2.8 s, and the first one that ends in peace takes 2 s more to write them.
 *
 * <p>The JVM makes the file, and makes it anew for another JDK, but not for another class path: it
 * would go without for ever. So the file's name carries the class path.
 */
final class ClassArchive {

  private ClassArchive() {}

  /** None when the classes are not in a jar of ours, or its folder can't be written to. */
  static List<String> options(String classPath) {
    Path jar = Path.of(classPath.split(Pattern.quote(File.pathSeparator))[0]);
    Path folder = jar.getParent();
    if (!jar.getFileName().toString().equals("gradstream.jar") || !Files.isWritable(folder)) {
      return List.of();
    }
    try {
      long changed = Files.getLastModifiedTime(jar).toMillis();
      String name = "broker-%08x%08x.jsa".formatted(classPath.hashCode(), Long.hashCode(changed));
      forgetOthers(folder, name);
      return List.of(
          "-XX:+AutoCreateSharedArchive",
          "-XX:SharedArchiveFile=" + folder.resolve(name),
          // Standard output has one line to carry, and a stale archive is no error.
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Xlog:cds=off",
          "-Xlog:aot=off");
    } catch (IOException e) {
      return List.of(); // slower, and nothing else
    }
  }

  private static void forgetOthers(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String other = file.getFileName().toString();
        if (other.startsWith("broker-") && other.endsWith(".jsa") && !other.equals(name)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
