package dev.gradstream.codec;

import dev.gradstream.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a JSON object at which, or below which, columns lie. The places form a tree; its depth
 * bounds the reader's.
 */
final class JsonPlace {
  private static final Pattern LAST_STEP = Pattern.compile("(.+)\\[(0|[1-9]\\d{0,5})]");

  private final String path;
  private int target = -1;
  private final Map<String, JsonPlace> fields = new HashMap<>();
  private final Map<Integer, JsonPlace> elements = new HashMap<>();
  private int length; // one more than the last element asked for

  private JsonPlace(String path) {
    this.path = path;
  }

  /**
   * The tree of these columns; the place in the list is the target.
   *
   * @throws dev.gradstream.settings.SettingsException where one column lies within another
   */
  static JsonPlace of(Settings source, List<String> columns) {
    JsonPlace root = new JsonPlace("");
    for (int i = 0; i < columns.size(); i++) {
      JsonPlace place = root.at(columns.get(i));
      place.target = i;
    }
    for (String column : columns) {
      JsonPlace place = root.at(column);
      if (place.hasFields() || place.elements() > 0) {
        throw source.problem(
            "format", "column '" + column + "' is to be a number, and another column lies within");
      }
    }
    // A name with dots in it may also be a plain name.
    for (String column : columns) {
      root.fields.putIfAbsent(column, root.at(column));
    }
    return root;
  }

  private JsonPlace at(String column) {
    int dot = column.lastIndexOf('.');
    Matcher element = LAST_STEP.matcher(column);
    if (element.matches() && element.end(1) > dot) {
      JsonPlace list = at(element.group(1));
      int index = Integer.parseInt(element.group(2));
      list.length = Math.max(list.length, index + 1);
      return list.elements.computeIfAbsent(index, i -> new JsonPlace(column));
    }
    JsonPlace parent = dot <= 0 || dot == column.length() - 1 ? this : at(column.substring(0, dot));
    String name = parent == this ? column : column.substring(dot + 1);
    return parent.fields.computeIfAbsent(name, n -> new JsonPlace(column));
  }

  /** The full name of the column, or of what columns lie below. */
  String path() {
    return path;
  }

  /** Index within the row; -1 where this is no column. */
  int target() {
    return target;
  }

  JsonPlace field(String name) {
    return fields.get(name);
  }

  boolean hasFields() {
    return !fields.isEmpty();
  }

  JsonPlace element(int index) {
    return elements.get(index);
  }

  /** One more than the last element asked for; 0 where this is no list. */
  int elements() {
    return length;
  }

  String expected() {
    return target >= 0 ? "a number" : length > 0 ? "a list" : "an object";
  }
}
