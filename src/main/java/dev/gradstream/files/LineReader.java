package dev.gradstream.files;

import java.io.IOException;
import java.util.List;

/** A file with a record on each line, which is published as it stands. */
abstract class LineReader implements RecordReader {
  final RecordCutter cutter;
  final String keyName; // null without a key
  private List<String> columns = List.of();
  private byte[] value;
  private byte[] key;

  LineReader(RecordCutter cutter, String keyName) {
    this.cutter = cutter;
    this.keyName = keyName;
  }

  /**
   * What a line is made of.
   *
   * @param columns names of its parts, in order
   * @param key the bytes of its key; null where no key is asked for
   */
  record Line(List<String> columns, byte[] key) {}

  /** Takes a line apart; refuses one that is no record, or has no key where one is asked for. */
  abstract Line line(byte[] bytes) throws IOException;

  @Override
  public final boolean next() throws IOException {
    if (!cutter.next()) {
      return false;
    }
    value = cutter.bytes();
    Line line = line(value);
    key = line.key();
    if (columns.isEmpty()) {
      columns = line.columns();
    }
    return true;
  }

  @Override
  public final byte[] value() {
    return value;
  }

  @Override
  public final byte[] key() {
    return key;
  }

  /** Those of the first record. */
  @Override
  public final List<String> columns() {
    return columns;
  }

  @Override
  public final void close() throws IOException {
    cutter.close();
  }
}
