package dev.gradstream.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The settings in which one flat specification differs from another.
 *
 * @param settings values that are new or other, by full path
 * @param removed full paths of settings that are there no longer, ascending
 */
public record Changes(SortedMap<String, String> settings, List<String> removed) {
  private static final int MOST_SHOWN = 60;

  /** No difference. */
  public static final Changes NONE = new Changes(new TreeMap<>(), List.of());

  public Changes {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    removed = removed.stream().sorted().toList();
  }

  /** What has to be changed in {@code before} to make it {@code after}. */
  public static Changes between(Map<String, String> before, Map<String, String> after) {
    SortedMap<String, String> settings = new TreeMap<>();
    new TreeMap<>(after)
        .forEach(
            (path, value) -> {
              if (!value.equals(before.get(path))) {
                settings.put(path, value);
              }
            });
    List<String> removed = new ArrayList<>(before.keySet());
    removed.removeAll(after.keySet());
    return new Changes(settings, removed);
  }

  /** The specification with these changes made. */
  public SortedMap<String, String> in(Map<String, String> before) {
    SortedMap<String, String> after = new TreeMap<>(before);
    removed.forEach(after::remove);
    after.putAll(settings);
    return after;
  }

  public boolean isEmpty() {
    return settings.isEmpty() && removed.isEmpty();
  }

  /** Whether a setting is other whose path begins like this. */
  public boolean touch(String prefix) {
    return settings.keySet().stream().anyMatch(path -> path.startsWith(prefix))
        || removed.stream().anyMatch(path -> path.startsWith(prefix));
  }

  /** For people: {@code optimizer.learningRate=0.01, without stop.examples}. */
  public String describe() {
    List<String> words = new ArrayList<>();
    settings.forEach((path, value) -> words.add(path + "=" + shown(value)));
    removed.forEach(path -> words.add("without " + path));
    return String.join(", ", words);
  }

  private static String shown(String value) {
    return value.length() > MOST_SHOWN ? value.substring(0, MOST_SHOWN - 3) + "..." : value;
  }
}
