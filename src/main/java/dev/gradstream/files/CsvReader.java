package dev.gradstream.files;

import dev.gradstream.console.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/** CSV: a header line (or names given instead), then records of as many columns. */
public final class CsvReader implements RecordReader {
  private final RecordCutter cutter;
  private final List<String> columns;
  private final int keyColumn; // -1 without a key

  /**
   * @param names the columns' names where the file has no header line; empty where it has one
   * @param key name of the key column, or null
   */
  CsvReader(RecordCutter cutter, List<String> names, String key) throws IOException {
    this.cutter = cutter;
    this.columns = names.isEmpty() ? header(cutter) : List.copyOf(names);
    this.keyColumn = key == null ? -1 : columns.indexOf(key);
    if (key != null && keyColumn < 0) {
      throw Failure.usage(
          "--key " + key + ": no such column; known: " + String.join(", ", columns));
    }
  }

  private static List<String> header(RecordCutter cutter) throws IOException {
    if (!cutter.next()) {
      throw cutter.problem("expected a header line, got an empty file");
    }
    List<String> names = cutter.texts().stream().map(String::strip).toList();
    for (String name : names) {
      if (name.isEmpty()) {
        throw cutter.problem(
            "column " + (names.indexOf(name) + 1) + " of the header has no name; name it");
      }
      if (name.matches("[-+]?[0-9.]+([eE][-+]?[0-9]+)?")) {
        throw cutter.problem(
            "expected a header line, got '"
                + name
                + "', a number; for a file without a header name its columns: --columns a,b,...");
      }
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw cutter.problem("the header names a column twice: " + String.join(", ", names));
    }
    return names;
  }

  @Override
  public boolean next() throws IOException {
    if (!cutter.next()) {
      return false;
    }
    if (cutter.fields() != columns.size()) {
      throw cutter.problem(
          "expected "
              + columns.size()
              + (columns.size() == 1 ? " column" : " columns")
              + ", got "
              + cutter.fields());
    }
    return true;
  }

  @Override
  public byte[] value() {
    return cutter.bytes();
  }

  @Override
  public byte[] key() {
    return keyColumn < 0 ? null : cutter.field(keyColumn).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public void close() throws IOException {
    cutter.close();
  }
}
