package dev.gradstream.files;

import dev.gradstream.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of examples, one after the other as one stream. All must have the columns of the first.
 *
 * <p>Used by one thread.
 */
public final class ExampleFiles implements RecordReader {
  private final List<ExampleFile> files;
  private int next;
  private RecordReader current;
  private List<String> columns;
  private String schema;

  public ExampleFiles(List<ExampleFile> files) {
    this.files = List.copyOf(files);
  }

  /**
   * The files that a person names: a directory stands for the files in it whose form is known, by
   * name; {@code -} for standard input, which is kept in a file of its own first, because files are
   * read twice.
   *
   * @param scratch where standard input is kept
   */
  public static List<ExampleFile> named(
      List<Path> paths, ExampleForm form, InputStream standardInput, Path scratch)
      throws IOException {
    List<ExampleFile> files = new ArrayList<>();
    for (Path path : paths) {
      if (path.toString().equals("-")) {
        if (form.format() == null) {
          throw Failure.usage(
              "-: what comes on standard input has no name to tell its form; say it: --format csv");
        }
        Files.copy(standardInput, scratch, StandardCopyOption.REPLACE_EXISTING);
        files.add(new ExampleFile(scratch, "standard input", form));
      } else if (Files.isDirectory(path)) {
        files.addAll(within(path, form));
      } else {
        files.add(new ExampleFile(path, form));
      }
    }
    return files;
  }

  private static List<ExampleFile> within(Path directory, ExampleForm form) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<ExampleFile> files =
          entries
              .filter(file -> Files.isRegularFile(file) && FileFormat.knows(file))
              .sorted()
              .map(file -> new ExampleFile(file, form))
              .toList();
      if (files.isEmpty()) {
        throw Failure.failed(directory + ": holds no file whose name ends as one of examples does");
      }
      return files;
    }
  }

  @Override
  public boolean next() throws IOException {
    try {
      while (true) {
        if (current == null) {
          if (next == files.size()) {
            return false;
          }
          current = files.get(next++).open();
        }
        if (current.next()) {
          agree();
          return true;
        }
        agree();
        current.close();
        current = null;
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      throw Unpacked.unreadable(files.get(next - 1).path(), e);
    }
  }

  // Columns of CSV are known at the start, those of JSON, which may differ, after the first record.
  private void agree() {
    if (columns == null || columns.isEmpty()) {
      columns = current.columns();
      schema = current.schema();
      return;
    }
    ExampleFile file = files.get(next - 1);
    if (!file.format().mayDiffer() && !columns.equals(current.columns())) {
      throw Failure.failed(
          file.name()
              + ": expected the columns of the first file, "
              + String.join(", ", columns)
              + ", got "
              + String.join(", ", current.columns()));
    }
    if (schema != null && !schema.equals(current.schema())) {
      throw Failure.failed(file.name() + ": its schema is not that of the first file");
    }
  }

  @Override
  public byte[] value() {
    return current.value();
  }

  @Override
  public byte[] key() {
    return current.key();
  }

  @Override
  public String schema() {
    return schema;
  }

  @Override
  public List<String> columns() {
    return columns == null ? List.of() : columns;
  }

  @Override
  public void close() throws IOException {
    if (current != null) {
      current.close();
    }
  }
}
