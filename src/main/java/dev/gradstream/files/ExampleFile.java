package dev.gradstream.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * A file of examples, packed or not.
 *
 * @param name what messages call it
 */
public record ExampleFile(Path path, String name, ExampleForm form) {
  public ExampleFile(Path path, ExampleForm form) {
    this(path, path.toString(), form);
  }

  FileFormat format() {
    return form.format() == null ? FileFormat.byName(path) : form.format();
  }

  /** Opens the file at its first record. */
  public RecordReader open() throws IOException {
    FileFormat format = format();
    InputStream in = Unpacked.open(path);
    try {
      return format.open(name, in, form);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }
}
