package dev.gradstream.codec;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Looks at lines of Vowpal Wabbit's text format: their parts as texts. */
public final class VwSample {
  private VwSample() {}

  /**
   * The parts of a line: {@code label}, {@code weight} and {@code tag} where they are there, then
   * the namespaces by their names, one without a name as {@code features}. Empty where it is no
   * such line.
   */
  public static Map<String, String> columns(byte[] value) {
    Map<String, String> columns = new LinkedHashMap<>();
    VwLine line = new VwLine();
    try {
      line.open(value);
      put("label", text(line, line.labelFrom(), line.labelTo()), columns);
      put("weight", line.weight() == 1 ? "" : Double.toString(line.weight()), columns);
      put("tag", text(line, line.tagFrom(), line.tagTo()), columns);
      while (line.nextNamespace()) {
        line.features((from, to, feature) -> {}); // checked, and not looked at
        String name = text(line, line.nameFrom(), line.nameTo());
        columns.merge(
            name.isEmpty() ? VwLine.UNNAMED : name,
            text(line, line.featuresFrom(), line.featuresTo()).strip(),
            (before, more) -> before + " " + more);
      }
      return columns;
    } catch (MalformedRecord e) {
      return Map.of();
    }
  }

  private static void put(String name, String text, Map<String, String> columns) {
    if (!text.isEmpty()) {
      columns.put(name, text);
    }
  }

  private static String text(VwLine line, int from, int to) {
    return new String(line.bytes(), from, to - from, StandardCharsets.UTF_8);
  }
}
