package dev.gradstream.files;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.gradstream.console.Errors;
import dev.gradstream.console.Failure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Files as they were before they were packed: {@code .gz} and {@code .zst} by their names. */
public final class Unpacked {
  private static final int BUFFER_BYTES = 1 << 16;

  private Unpacked() {}

  /** The name without what says how the file is packed, in lower case. */
  static String name(Path file) {
    return file.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.(gz|zst)$", "");
  }

  /**
   * The file's contents.
   *
   * @throws Failure where it is a directory, or is not packed as its name says
   */
  static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw Failure.failed(file + ": expected a file, got a directory");
    }
    InputStream in = Files.newInputStream(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    try {
      return name.endsWith(".gz")
          ? new BufferedInputStream(new GZIPInputStream(in, BUFFER_BYTES), BUFFER_BYTES)
          : name.endsWith(".zst")
              ? new BufferedInputStream(new ZstdInputStreamNoFinalizer(in), BUFFER_BYTES)
              : in;
    } catch (ZipException | EOFException e) {
      in.close();
      throw Failure.failed(file + ": is named .gz and is not gzip: " + Errors.why(e), e);
    }
  }

  /** What a person reads where the bytes could not be had: streams do not name their file. */
  static Failure unreadable(Path file, IOException e) {
    String packed =
        e instanceof ZipException || e instanceof EOFException
            ? "gzip"
            : file.toString().toLowerCase(Locale.ROOT).endsWith(".zst") ? "zstd" : null;
    return Failure.failed(
        file
            + ": "
            + (packed == null
                ? "cannot be read: "
                : "the " + packed + " data is damaged or cut off: ")
            + Errors.why(e),
        e);
  }
}
