package dev.gradstream.files;

import dev.gradstream.codec.VwSample;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Vowpal Wabbit's text format: one example a line. */
final class VwReader extends LineReader {
  VwReader(RecordCutter cutter, String keyName) {
    super(cutter, keyName);
  }

  @Override
  Line line(byte[] bytes) {
    Map<String, String> parts = VwSample.columns(bytes);
    if (parts.isEmpty()) {
      throw cutter.problem(
          "expected a line of Vowpal Wabbit's, such as 1 0.5 'tag|user age:30 country=US");
    }
    String key = keyName == null ? null : parts.get(keyName);
    if (keyName != null && key == null) {
      throw cutter.problem(
          "expected '%s' for the key among %s"
              .formatted(keyName, String.join(", ", parts.keySet())));
    }
    return new Line(
        List.copyOf(parts.keySet()), key == null ? null : key.getBytes(StandardCharsets.UTF_8));
  }
}
