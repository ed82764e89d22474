package dev.gradstream.codec;

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
    return VwLine.columns(value);
  }
}
