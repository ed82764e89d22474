package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * The texts that stand for a label's values, where a label is written in words.
 *
 * <pre>
 *   { name: income, kind: binary, negative: ["<=50K"], positive: [">50K", ">50K."] }
 *   { name: species, kind: class, names: [setosa, versicolor, virginica] }
 * </pre>
 */
public final class LabelTexts {
  private LabelTexts() {}

  /**
   * The texts of label 0, of label 1 and so on; empty where the label is a number.
   *
   * @param label a run's settings {@code label}
   * @throws dev.gradstream.settings.SettingsException where a text stands for two labels, or a side
   *     has none
   */
  public static List<List<String>> of(Settings label) {
    List<List<String>> texts = new ArrayList<>();
    String kind = label.text("kind", "real");
    if (kind.equals("binary") && (label.has("positive") || label.has("negative"))) {
      texts.add(side(label, "negative"));
      texts.add(side(label, "positive"));
    } else if (kind.equals("class") && label.has("names")) {
      label.texts("names").forEach(name -> texts.add(List.of(name.strip())));
    }
    List<String> all = texts.stream().flatMap(List::stream).toList();
    if (all.stream().distinct().count() < all.size()) {
      throw label.problem(
          kind.equals("binary") ? "positive" : "names", "a text stands for two labels in " + all);
    }
    return List.copyOf(texts);
  }

  private static List<String> side(Settings label, String key) {
    List<String> texts = label.texts(key).stream().map(String::strip).toList();
    if (texts.isEmpty()) {
      throw label.problem(
          key, "expected the texts of this side, such as [\"yes\"], beside those of the other");
    }
    return texts;
  }
}
