package dev.gradstream.training;

import dev.gradstream.settings.Settings;
import java.util.List;

/** In what numbers a run computes: its vectors, parameters, optimizer and predictions. */
public enum Precision {
  /** Single precision on a compiled plan. */
  FLOAT32,
  /** Double precision on the reference rules, for small models. */
  FLOAT64;

  /**
   * The setting {@code precision}, {@code float32} unless set; a run without it records nothing.
   */
  static Precision of(Settings settings) {
    return settings.has("precision")
            && settings.choice("precision", List.of("float32", "float64"), null).equals("float64")
        ? FLOAT64
        : FLOAT32;
  }
}
