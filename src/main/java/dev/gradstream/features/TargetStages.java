package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.List;

/** The catalogue of target stages, by the word behind {@code label.scale}. */
public final class TargetStages {
  private static final List<String> NAMES = List.of("none", "standard");

  private TargetStages() {}

  /** The words that may stand behind {@code label.scale}. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * The stage that a {@code label} block asks for, {@code none} where it asks for nothing.
   *
   * @param label settings {@code kind} and {@code scale}
   * @throws dev.gradstream.settings.SettingsException for an unknown word, and for a scaled label
   *     that is not a real number
   */
  public static TargetStage of(Settings label) {
    String scale = label.choice("scale", NAMES, "none");
    if (scale.equals("none")) {
      return new PlainTarget();
    }
    String kind = label.text("kind", "real");
    if (!kind.equals("real")) {
      throw label.problem("scale", "only a label of kind real can be scaled, this is " + kind);
    }
    return new StandardTarget();
  }
}
