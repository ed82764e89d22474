package dev.gradstream.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The two directions between a tree of settings and its flat form, one line a scalar. */
final class FlatSettings {
  private FlatSettings() {}

  static void fold(String path, Object value, Map<String, String> flat) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map ->
          map.forEach(
              (key, item) -> fold(path.isEmpty() ? "" + key : path + "." + key, item, flat));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          fold(path + "[" + i + "]", list.get(i), flat);
        }
      }
      default -> flat.put(path, value.toString());
    }
  }

  static Settings unfold(Map<String, String> flat) {
    Map<String, Object> root = new LinkedHashMap<>();
    flat.forEach((path, text) -> put(root, path, text));
    return Settings.of(listed(root));
  }

  // Lists are first gathered as maps from index to item, "[3]" being an ordinary key, then turned
  // into lists.
  private static void put(Map<String, Object> root, String path, String text) {
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
    node.put(keys[keys.length - 1], text);
  }

  private static Map<String, Object> listed(Map<String, Object> node) {
    Map<String, Object> result = new LinkedHashMap<>();
    node.forEach((key, value) -> result.put(key, listedValue(value)));
    return result;
  }

  private static Object listedValue(Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> node = (Map<String, Object>) map;
    if (node.isEmpty() || !node.keySet().stream().allMatch(key -> key.startsWith("["))) {
      return listed(node);
    }
    Map<Integer, Object> items = new TreeMap<>();
    node.forEach(
        (key, item) ->
            items.put(Integer.parseInt(key.substring(1, key.length() - 1)), listedValue(item)));
    return new ArrayList<>(items.values());
  }
}
