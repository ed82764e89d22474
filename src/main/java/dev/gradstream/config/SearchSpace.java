package dev.gradstream.config;

import dev.gradstream.console.Digits;
import dev.gradstream.console.Failure;
import dev.gradstream.kernel.Generator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings and the values to try for them: {@code optimizer.learningRate=0.01,0.1}, or a range such
 * as {@code optimizer.learningRate=1e-4..1e-1}, of which a random search draws, evenly in the
 * logarithm.
 */
public final class SearchSpace {
  /** The stream of a seed that the draws come from; windows have the small numbers. */
  private static final long STREAM = -7;

  private static final Pattern RANGE = Pattern.compile("([-+0-9.eE]+)\\.\\.([-+0-9.eE]+)");
  private static final int MOST = 1000;

  private final List<Axis> axes;

  private SearchSpace(List<Axis> axes) {
    this.axes = axes;
  }

  /** One setting: its values, or the ends of a range. */
  private record Axis(String path, List<String> values, double low, double high) {
    boolean isRange() {
      return values.isEmpty();
    }

    String draw(Generator random) {
      if (!isRange()) {
        return values.get(random.nextInt(values.size()));
      }
      double part = random.nextDouble();
      double value = StrictMath.exp((1 - part) * StrictMath.log(low) + part * StrictMath.log(high));
      return Digits.of(value, 3);
    }
  }

  /**
   * Reads the words of {@code --try}.
   *
   * @throws Failure of usage, naming the word
   */
  public static SearchSpace of(List<String> words) {
    List<Axis> axes = new ArrayList<>();
    for (String word : words) {
      int equals = word.indexOf('=');
      if (equals < 1 || equals == word.length() - 1) {
        throw wrong(word, "expected PATH=VALUE,VALUE,... or PATH=LOW..HIGH");
      }
      axes.add(axis(word, word.substring(0, equals).strip(), word.substring(equals + 1).strip()));
    }
    if (axes.isEmpty()) {
      throw Failure.usage(
          "nothing to try: name settings and values, --try optimizer.learningRate=0.001,0.01,0.1");
    }
    return new SearchSpace(List.copyOf(axes));
  }

  private static Axis axis(String word, String path, String values) {
    Matcher range = RANGE.matcher(values);
    if (!range.matches()) {
      return new Axis(path, split(values), 0, 0);
    }
    try {
      double low = Double.parseDouble(range.group(1));
      double high = Double.parseDouble(range.group(2));
      if (low > 0 && high > low) {
        return new Axis(path, List.of(), low, high);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrong(word, "expected a range of two numbers above 0, the smaller first");
  }

  // At commas that are outside of brackets: a value may be a list or a block.
  private static List<String> split(String values) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i <= values.length(); i++) {
      char c = i == values.length() ? ',' : values.charAt(i);
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      if (c == ',' && (depth <= 0 || i == values.length())) {
        parts.add(values.substring(from, i).strip());
        from = i + 1;
      }
    }
    return List.copyOf(parts);
  }

  private static Failure wrong(String word, String expected) {
    return Failure.usage("--try " + word + ": " + expected);
  }

  /** Every combination, the last setting turning fastest; each as words for {@code --set}. */
  public List<List<String>> grid() {
    List<List<String>> all = List.of(List.of());
    for (Axis axis : axes) {
      if (axis.isRange()) {
        throw wrong(axis.path(), "a range needs a random search: --random N");
      }
      List<List<String>> longer = new ArrayList<>();
      for (List<String> before : all) {
        for (String value : axis.values()) {
          longer.add(with(before, axis.path() + "=" + value));
        }
      }
      all = longer;
      if (all.size() > MOST) {
        throw Failure.usage(
            "--try: over " + MOST + " combinations; try fewer values, or --random N of them");
      }
    }
    return all;
  }

  /** {@code count} different combinations, drawn by the seed alone; fewer where there are fewer. */
  public List<List<String>> random(int count, long seed) {
    Generator random = Generator.of(seed, STREAM);
    Set<List<String>> drawn = new LinkedHashSet<>();
    for (int tries = 0; drawn.size() < count && tries < 100 * count; tries++) {
      List<String> one = new ArrayList<>();
      axes.forEach(axis -> one.add(axis.path() + "=" + axis.draw(random)));
      drawn.add(List.copyOf(one));
    }
    return List.copyOf(drawn);
  }

  private static List<String> with(List<String> before, String more) {
    List<String> all = new ArrayList<>(before);
    all.add(more);
    return List.copyOf(all);
  }
}
