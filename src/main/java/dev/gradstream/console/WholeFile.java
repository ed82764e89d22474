package dev.gradstream.console;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is there whole, or not at all: it gets its name when its last byte is on the disk.
 */
public final class WholeFile {
  private WholeFile() {}

  /** Writes the bytes of a file. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes a file in place of the one that may be there.
   *
   * @throws Failure naming the file and why it cannot be written
   */
  public static void write(Path file, Content content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".part");
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failure.failed(file + ": cannot be written: " + Errors.why(e), e);
    } finally {
      deleteQuietly(fresh);
    }
  }

  /** The same with a text, as UTF-8. */
  public static void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Refuses, before long work begins, a place where no file can be written. */
  public static void check(Path file, String option) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
      throw Failure.usage(
          option
              + " "
              + file
              + ": expected the name of a file in a folder that exists"
              + (Files.isDirectory(file) ? ", got a folder" : ""));
    }
  }

  private static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stays) {
      // It is not the file that was asked for, and the failure that left it there is told.
    }
  }
}
