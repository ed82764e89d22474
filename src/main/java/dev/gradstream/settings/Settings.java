package dev.gradstream.settings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One node of a tree of settings: names with a scalar, a list or a node behind each.
 *
 * <p>A reader asks for what it knows by name, with a fallback and a range; the node remembers what
 * was asked for, so that {@link #refuseUnknown()} can name a key nobody asked for and the nearest
 * one that somebody did. Example:
 *
 * <pre>
 *   double rate = settings.number("learningRate", 0.01, Double.MIN_NORMAL, 1e6);
 *   Settings decay = settings.child("decay");
 * </pre>
 *
 * Every problem is a {@link SettingsException}. Not thread-safe.
 */
public final class Settings {
  // Double.parseDouble takes 1d, 0x1p3, NaN and Infinity as well.
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d{1,4})?");

  private final String path;
  private final Map<String, Object> values;
  private final Questions questions; // shared by the whole tree
  private final Set<String> asked = new LinkedHashSet<>();
  private final Map<String, Settings> children = new LinkedHashMap<>();
  private final Map<String, List<Settings>> lists = new LinkedHashMap<>();

  private Settings(String path, Map<String, Object> values, Questions questions) {
    this.path = path;
    this.values = values;
    this.questions = questions;
  }

  /** A tree of maps, lists and scalars (anything else is taken by its text). */
  public static Settings of(Map<String, ?> tree) {
    return new Settings("", new LinkedHashMap<>(tree), new Questions());
  }

  /**
   * The tree that {@link #flat()} came from: {@code optimizer.learningRate=0.1}, {@code
   * features[0].scale=standard}.
   */
  public static Settings ofFlat(Map<String, String> flat) {
    return FlatSettings.unfold(flat);
  }

  /** Every scalar by its full path, paths in ascending order: the canonical text of the tree. */
  public Map<String, String> flat() {
    Map<String, String> flat = new TreeMap<>();
    FlatSettings.fold("", values, flat);
    return flat;
  }

  /**
   * {@link #flat()} of the whole tree and, for every key that was asked for in vain, the fallback
   * that was taken instead. A tree made of it reads the same even where a later version has other
   * fallbacks.
   */
  public Map<String, String> resolved() {
    Map<String, String> resolved = new TreeMap<>(questions.fallbacks());
    FlatSettings.fold(path, values, resolved);
    return resolved;
  }

  /** Every setting that was asked for so far in the whole tree, by full path. */
  public SortedMap<String, Question> questions() {
    return questions.asked();
  }

  /** This node's full path; empty at the root. */
  public String path() {
    return path;
  }

  /** The full path of a key of this node. */
  public String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Whether the key is there with a value. */
  public boolean has(String key) {
    asked.add(key);
    return values.get(key) != null;
  }

  /** Whether a block of settings, or an empty one, stands behind the key. */
  public boolean isBlock(String key) {
    asked.add(key);
    return values.get(key) instanceof Map;
  }

  /** The keys that are there, in the order written. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** A text that must be there. */
  public String text(String key) {
    String text = text(key, null);
    if (text == null) {
      throw problem(key, "is required, and is missing");
    }
    return text;
  }

  /** A text, or the fallback (null allowed) where the key is missing. */
  public String text(String key, String fallback) {
    ask(key, Question.of("text", fallback));
    if (!has(key)) {
      return taken(key, fallback);
    }
    Object value = values.get(key);
    if (value instanceof Map || value instanceof List) {
      throw problem(key, "expected a single value, got " + kind(value));
    }
    return value.toString();
  }

  /** One of the known words. */
  public String choice(String key, Collection<String> known, String fallback) {
    ask(key, new Question("one of", List.copyOf(known), fallback));
    String word = text(key, fallback);
    if (word == null) {
      throw problem(key, "is required: one of " + String.join(", ", known));
    }
    if (!known.contains(word)) {
      throw problem(
          key,
          "expected one of "
              + String.join(", ", known)
              + ", got '"
              + word
              + "'"
              + Nearest.hint(word, known));
    }
    return word;
  }

  /** True or false. */
  public boolean flag(String key, boolean fallback) {
    ask(key, Question.of("true or false", fallback));
    String text = text(key, Boolean.toString(fallback));
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw problem(key, "expected true or false, got '" + text + "'");
    };
  }

  /**
   * A number within [least, most]; the fallback, which may lie outside, where the key is missing.
   */
  public double number(String key, double fallback, double least, double most) {
    ask(key, Question.of("number " + Ranges.of(least, most), fallback));
    if (!has(key)) {
      return taken(key, fallback);
    }
    String text = text(key);
    double number = DECIMAL.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw problem(key, "expected a number " + Ranges.of(least, most) + ", got '" + text + "'");
    }
    return number;
  }

  /** A number within [least, most] that must be there. */
  public double number(String key, double least, double most) {
    ask(key, Question.of("number " + Ranges.of(least, most), null));
    text(key);
    return number(key, 0, least, most);
  }

  /**
   * A whole number within [least, most]; the fallback, which may lie outside, where the key is
   * missing.
   */
  public long whole(String key, long fallback, long least, long most) {
    ask(key, Question.of("whole number " + Ranges.of(least, most), fallback));
    if (!has(key)) {
      return taken(key, fallback);
    }
    String text = text(key);
    long number;
    try {
      number = Long.parseLong(text.replace("_", ""));
    } catch (NumberFormatException e) {
      throw problem(
          key, "expected a whole number " + Ranges.of(least, most) + ", got '" + text + "'");
    }
    if (number < least || number > most) {
      throw problem(
          key, "expected a whole number " + Ranges.of(least, most) + ", got '" + text + "'");
    }
    return number;
  }

  /**
   * A duration such as {@code 200ms}, {@code 1.5s}, {@code 10m}, {@code 6h} or {@code 30d}, in
   * milliseconds.
   */
  public long durationMs(String key, long fallbackMs) {
    ask(key, Question.of("duration", fallbackMs + "ms"));
    if (!has(key)) {
      taken(key, fallbackMs + "ms");
      return fallbackMs;
    }
    String text = text(key);
    long ms = Durations.parseMs(text);
    if (ms < 0) {
      throw problem(
          key, "expected a duration such as 200ms, 1.5s, 10m, 6h or 30d, got '" + text + "'");
    }
    return ms;
  }

  /** The node behind a key; an empty one where the key is missing. */
  public Settings child(String key) {
    asked.add(key);
    return children.computeIfAbsent(key, k -> node(pathOf(k), values.get(k)));
  }

  /** The nodes of the list behind a key; none where the key is missing. */
  public List<Settings> nodes(String key) {
    asked.add(key);
    return lists.computeIfAbsent(
        key,
        k -> {
          List<Settings> nodes = new ArrayList<>();
          for (Object item : list(k)) {
            nodes.add(node(pathOf(k) + "[" + nodes.size() + "]", item));
          }
          return List.copyOf(nodes);
        });
  }

  /** The texts of the list behind a key; none where the key is missing. */
  public List<String> texts(String key) {
    ask(key, Question.of("list of texts", null));
    asked.add(key);
    List<String> texts = new ArrayList<>();
    for (Object item : list(key)) {
      if (item == null || item instanceof Map || item instanceof List) {
        throw problem(key + "[" + texts.size() + "]", "expected a single value, got " + kind(item));
      }
      texts.add(item.toString());
    }
    return List.copyOf(texts);
  }

  /**
   * Refuses the first key, here or below, that nobody has asked for.
   *
   * @throws SettingsException with the nearest key that somebody did ask for
   */
  public void refuseUnknown() {
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        String known = asked.isEmpty() ? "none" : String.join(", ", asked);
        throw problem(key, "no such setting here; known: " + known + Nearest.hint(key, asked));
      }
    }
    children.values().forEach(Settings::refuseUnknown);
    lists.values().forEach(list -> list.forEach(Settings::refuseUnknown));
  }

  /** The full paths of all keys, here or below, that nobody has asked for; of blocks, their own. */
  public List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    for (String key : values.keySet()) {
      if (!asked.contains(key)) {
        unknown.add(pathOf(key));
      }
    }
    children.values().forEach(child -> unknown.addAll(child.unknown()));
    lists.values().forEach(list -> list.forEach(node -> unknown.addAll(node.unknown())));
    return unknown;
  }

  /** The problem of one key of this node, to be thrown by a reader that found it. */
  public SettingsException problem(String key, String what) {
    return new SettingsException(pathOf(key), what);
  }

  private void ask(String key, Question question) {
    questions.ask(pathOf(key), question);
  }

  private <V> V taken(String key, V fallback) {
    if (fallback != null) {
      questions.take(pathOf(key), fallback.toString());
    }
    return fallback;
  }

  private List<?> list(String key) {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> list) {
      return list;
    }
    throw problem(key, "expected a list, got " + kind(value));
  }

  private Settings node(String path, Object value) {
    if (value == null) {
      return new Settings(path, Map.of(), questions);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> named = new LinkedHashMap<>();
      map.forEach((name, item) -> named.put(String.valueOf(name), item));
      return new Settings(path, named, questions);
    }
    throw new SettingsException(path, "expected a block of settings, got " + kind(value));
  }

  private static String kind(Object value) {
    return switch (value) {
      case null -> "nothing";
      case Map<?, ?> map -> "a block of " + map.size() + " settings";
      case List<?> list -> "a list of " + list.size();
      default -> "'" + value + "'";
    };
  }
}
