package dev.gradstream.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The two directions between a tree of settings and its flat form, one line a scalar. */
final class FlatSettings {
  private static final Pattern PATH =
      Pattern.compile("[^.\\[\\]\\s]+(\\[\\d{1,6}]|\\.[^.\\[\\]\\s]+)*");

  private FlatSettings() {}

  static void fold(String path, Object value, Map<String, String> flat) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map ->
          map.forEach((key, item) -> fold(path(path, String.valueOf(key)), item, flat));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          fold(path + "[" + i + "]", list.get(i), flat);
        }
      }
      default -> flat.put(path, value.toString());
    }
  }

  // A name that looks like a path would make two different trees equal.
  private static String path(String path, String name) {
    if (name.isEmpty() || name.matches(".*[.\\[\\]\\s].*")) {
      throw new SettingsException(
          path, "expected names without dots, brackets and blanks, got '" + name + "'");
    }
    return path.isEmpty() ? name : path + "." + name;
  }

  static Settings unfold(Map<String, String> flat) {
    Map<String, Object> root = new LinkedHashMap<>();
    flat.forEach((path, text) -> put(root, path, text));
    return Settings.of(listed("", root));
  }

  // Lists are first gathered as maps from index to item, "[3]" being an ordinary key, then turned
  // into lists.
  private static void put(Map<String, Object> root, String path, String text) {
    if (!PATH.matcher(path).matches()) {
      throw new SettingsException(path, "expected a path such as features[0].scale");
    }
    String[] keys = path.replace("[", ".[").split("\\.");
    Map<String, Object> node = root;
    for (int i = 0; i < keys.length - 1; i++) {
      Object next = node.computeIfAbsent(keys[i], k -> new LinkedHashMap<String, Object>());
      if (!(next instanceof Map)) {
        throw new SettingsException(path, "a single value stands where a block is needed");
      }
      @SuppressWarnings("unchecked")
      Map<String, Object> block = (Map<String, Object>) next;
      node = block;
    }
    if (node.putIfAbsent(keys[keys.length - 1], text) != null) {
      throw new SettingsException(path, "a block stands where a single value is needed");
    }
  }

  private static Map<String, Object> listed(String path, Map<String, Object> node) {
    Map<String, Object> result = new LinkedHashMap<>();
    node.forEach((key, value) -> result.put(key, listedValue(path(path, key), value)));
    return result;
  }

  private static Object listedValue(String path, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> node = (Map<String, Object>) map;
    long indices = node.keySet().stream().filter(key -> key.startsWith("[")).count();
    if (indices == 0) {
      return listed(path, node);
    }
    if (indices != node.size()) {
      throw new SettingsException(path, "items and names are mixed: " + node.keySet());
    }
    Map<Integer, Object> items = new TreeMap<>();
    node.forEach(
        (key, item) ->
            items.put(
                Integer.parseInt(key.substring(1, key.length() - 1)),
                listedValue(path + key, item)));
    int next = 0;
    for (int index : items.keySet()) {
      if (index != next++) {
        throw new SettingsException(
            path, "a list has no item [" + (next - 1) + "] but an item [" + index + "]");
      }
    }
    return new ArrayList<>(items.values());
  }
}
