package dev.gradstream.app;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * A file of examples: CSV, JSON lines or images in the IDX form, packed with gzip or not.
 *
 * @param labels the labels' file of images; null otherwise
 * @param format {@code csv}, {@code json} or {@code idx}; null: by the file's name
 * @param columns names for a CSV file without a header line, else empty
 * @param key column whose text becomes the record's key, or null
 */
record ExampleFile(Path path, Path labels, String format, List<String> columns, String key) {

  /** Opens the file at its first record. */
  RecordReader open() throws IOException {
    String form = form();
    if (form.equals("idx")) {
      return images();
    }
    InputStream in = stream(path);
    try {
      RecordCutter cutter = new RecordCutter(path.toString(), in, form.equals("csv"));
      return form.equals("csv") ? new CsvReader(cutter, columns, key) : new JsonReader(cutter, key);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private RecordReader images() throws IOException {
    if (labels == null) {
      throw Failure.usage(path + ": images need the file of their labels: --labels FILE");
    }
    if (key != null) {
      throw Failure.usage("--key " + key + ": images have no column to be keyed by");
    }
    InputStream pixels = stream(path);
    try {
      return IdxReader.open(path, pixels, labels, stream(labels));
    } catch (IOException | RuntimeException e) {
      pixels.close();
      throw e;
    }
  }

  /** {@code csv}, {@code json} or {@code idx}. */
  String form() {
    if (format != null) {
      return format;
    }
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
    if (name.endsWith(".csv")) {
      return "csv";
    }
    if (name.endsWith(".jsonl") || name.endsWith(".ndjson") || name.endsWith(".json")) {
      return "json";
    }
    if (name.matches(".*[.-]idx\\d-ubyte")) {
      return "idx";
    }
    throw Failure.usage(
        path
            + ": expected a name that ends in .csv, .jsonl, .ndjson, .json or -idx3-ubyte (and .gz"
            + " after it);"
            + " or say what it is: --format csv");
  }

  private static InputStream stream(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw Failure.failed(path + ": expected a file, got a directory");
    }
    InputStream in = Files.newInputStream(path);
    if (!path.toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
      return in;
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(in, 1 << 16), 1 << 16);
    } catch (ZipException | EOFException e) {
      in.close();
      throw Failure.failed(path + ": is named .gz and is not gzip: " + Errors.why(e), e);
    }
  }

  /** What a person reads where the bytes could not be had: streams do not name their file. */
  Failure unreadable(IOException e) {
    boolean packed = e instanceof ZipException || e instanceof EOFException;
    return Failure.failed(
        path
            + ": "
            + (packed ? "the gzip data is damaged or cut off: " : "cannot be read: ")
            + Errors.why(e),
        e);
  }
}
