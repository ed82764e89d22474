package dev.gradstream.files;

import dev.gradstream.codec.VwSample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Vowpal Wabbit's text format: one example a line. */
final class VwReader implements RecordReader {
  private final RecordCutter cutter;
  private final String keyName; // null without a key
  private List<String> columns = List.of();
  private byte[] value;
  private byte[] key;

  VwReader(RecordCutter cutter, String keyName) {
    this.cutter = cutter;
    this.keyName = keyName;
  }

  @Override
  public boolean next() throws IOException {
    if (!cutter.next()) {
      return false;
    }
    value = cutter.bytes();
    Map<String, String> parts = VwSample.columns(value);
    if (parts.isEmpty()) {
      throw cutter.problem(
          "expected a line of Vowpal Wabbit's, such as 1 0.5 'tag|user age:30 country=US");
    }
    if (columns.isEmpty()) {
      columns = List.copyOf(parts.keySet());
    }
    if (keyName != null) {
      String text = parts.get(keyName);
      if (text == null) {
        throw cutter.problem(
            "expected '%s' for the key among %s"
                .formatted(keyName, String.join(", ", parts.keySet())));
      }
      key = text.getBytes(StandardCharsets.UTF_8);
    }
    return true;
  }

  @Override
  public byte[] value() {
    return value;
  }

  @Override
  public byte[] key() {
    return key;
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
