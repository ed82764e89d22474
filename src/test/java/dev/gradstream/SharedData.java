package dev.gradstream;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The public data sets that lie beside the checkout: in the folder that the system property {@code
 * gradstream.shared} names, or else in {@code ../shared}.
 *
 * <p>A test that asks for a file which is not there is skipped, and the reason is printed.
 */
public final class SharedData {
  private SharedData() {}

  /** The file {@code data/<name>} of the shared folder; skips the calling test where absent. */
  public static Path file(String name) {
    Path file = folder().resolve("data").resolve(name);
    boolean there = Files.isReadable(file);
    if (!there) {
      System.err.println(
          "skipped: needs "
              + file.toAbsolutePath().normalize()
              + " (name the folder with -Dgradstream.shared=DIR)");
    }
    assumeTrue(there, () -> "needs " + file);
    return file;
  }

  /** The file's lines, unpacked where its name ends in {@code .gz}; skips as {@link #file} does. */
  public static List<String> lines(String name) {
    Path file = file(name);
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Path folder() {
    String named = System.getProperty("gradstream.shared");
    return named == null ? Path.of("..", "shared") : Path.of(named);
  }
}
