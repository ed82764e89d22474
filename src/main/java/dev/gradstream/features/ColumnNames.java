package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The columns that a setting lists; {@code pixels[0..783]} stands for the 784 elements {@code
 * pixels[0]} to {@code pixels[783]} of a vector.
 */
public final class ColumnNames {
  private static final Pattern RANGE = Pattern.compile("(.+)\\[(\\d{1,7})\\.\\.(\\d{1,7})]");
  private static final int MOST = 1 << 20;

  private ColumnNames() {}

  /**
   * The names behind a key, in order, each range as its elements.
   *
   * @throws dev.gradstream.settings.SettingsException where a range runs backwards or is too long
   */
  public static List<String> of(Settings settings, String key) {
    List<String> names = new ArrayList<>();
    for (String text : settings.texts(key)) {
      Matcher range = RANGE.matcher(text);
      if (!range.matches()) {
        names.add(text);
        continue;
      }
      int first = Integer.parseInt(range.group(2));
      int last = Integer.parseInt(range.group(3));
      if (last < first || last >= MOST) {
        throw settings.problem(
            key,
            "expected a range such as x[0..783], rising and below "
                + MOST
                + ", got '"
                + text
                + "'");
      }
      for (int i = first; i <= last; i++) {
        names.add(range.group(1) + "[" + i + "]");
      }
    }
    return List.copyOf(names);
  }
}
