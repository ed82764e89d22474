package dev.gradstream.config;

import dev.gradstream.console.Failure;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code --set path=value}: takes the place of whatever the file says there.
 *
 * @param path for instance {@code optimizer.learningRate} or {@code features[0].scale}
 * @param value in YAML; {@code [..]} and {@code {..}} set a list or a block
 */
public record Overriding(String path, String value) {
  private static final Pattern STEP = Pattern.compile("\\.?([A-Za-z0-9_-]+)|\\[(\\d{1,4})]");

  /** Reads {@code path=value}. */
  public static Overriding parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || steps(text.substring(0, equals).strip()).isEmpty()) {
      throw Failure.usage(
          "--set "
              + text
              + ": expected path=value, for instance --set optimizer.learningRate=0.01");
    }
    return new Overriding(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  /** Changes the tree, and forgets where the old value stood. */
  public void apply(Map<String, Object> tree, Map<String, String> places) {
    List<Object> steps = steps(path);
    places.keySet().removeIf(known -> known.equals(path) || below(known));
    Map<String, String> inside = new LinkedHashMap<>();
    Object fresh = new YamlTree("--set " + path, inside).value(value, path);
    inside.keySet().forEach(known -> places.put(known, "--set"));
    places.put(path, "--set");
    put(tree, steps, 0, fresh);
  }

  /**
   * Changes flat settings: what stood at the path and below goes, what is set comes in its place.
   */
  public void apply(Map<String, String> flat) {
    flat.keySet().removeIf(known -> known.equals(path) || below(known));
    Object fresh = new YamlTree("--set " + path, new LinkedHashMap<>()).value(value, path);
    if (fresh != null) {
      Settings.of(Map.of("x", fresh))
          .flat()
          .forEach((inner, text) -> flat.put(path + inner.substring(1), text));
    }
  }

  private boolean below(String known) {
    return known.startsWith(path + ".") || known.startsWith(path + "[");
  }

  @SuppressWarnings("unchecked")
  private void put(Object node, List<Object> steps, int level, Object fresh) {
    boolean last = level == steps.size() - 1;
    Object next;
    if (steps.get(level) instanceof Integer index) {
      List<Object> list = (List<Object>) expect(List.class, node, "a list", steps, level);
      if (index > list.size()) {
        throw Failure.usage("--set " + path + ": the list has only " + list.size() + " items");
      }
      if (index == list.size()) {
        list.add(null);
      }
      next = last ? fresh : orNew(list.get(index), steps.get(level + 1));
      list.set(index, next);
    } else {
      Map<String, Object> block =
          (Map<String, Object>) expect(Map.class, node, "a block of settings", steps, level);
      String name = (String) steps.get(level);
      next = last ? fresh : orNew(block.get(name), steps.get(level + 1));
      block.put(name, next);
    }
    if (!last) {
      put(next, steps, level + 1, fresh);
    }
  }

  private Object expect(Class<?> type, Object node, String what, List<Object> steps, int level) {
    if (type.isInstance(node)) {
      return node;
    }
    String parent = written(steps.subList(0, level));
    String came =
        node instanceof Map ? "a block" : node instanceof List ? "a list" : "'" + node + "'";
    throw Failure.usage(
        "--set "
            + path
            + ": expected "
            + what
            + " in "
            + parent
            + ", got "
            + came
            + "; set the whole of it: --set "
            + parent
            + "=...");
  }

  private static String written(List<Object> steps) {
    StringBuilder text = new StringBuilder();
    for (Object step : steps) {
      text.append(step instanceof Integer ? "[" + step + "]" : (text.isEmpty() ? "" : ".") + step);
    }
    return text.toString();
  }

  private static Object orNew(Object node, Object step) {
    if (node != null) {
      return node;
    }
    return step instanceof Integer ? new ArrayList<>() : new LinkedHashMap<String, Object>();
  }

  /** Names and indices along a path; none where it is not a path. */
  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(path);
    int end = 0;
    while (end < path.length() && matcher.find(end) && matcher.start() == end) {
      boolean name = matcher.group(1) != null;
      if (name && (steps.isEmpty() == path.startsWith(".", end))) {
        return List.of();
      }
      steps.add(name ? matcher.group(1) : Integer.valueOf(matcher.group(2)));
      end = matcher.end();
    }
    boolean whole = end == path.length() && !steps.isEmpty() && steps.getFirst() instanceof String;
    return whole ? List.copyOf(steps) : List.of();
  }
}
