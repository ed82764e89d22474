package dev.gradstream.calculus;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.config.Overriding;
import dev.gradstream.console.Failure;
import dev.gradstream.settings.Nearest;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** How {@code minimize} goes down, as the settings that a run's configuration has for it. */
public final class DescentOptions {
  private static final long MOST_STEPS = 1_000_000;

  @Option(
      names = "--start",
      paramLabel = "NAME=NUMBER,...",
      description = "where to start, a number a variable; repeatable")
  public List<String> start = new ArrayList<>();

  @Option(names = "--rate", paramLabel = "RATE", description = "the learning rate (default: 0.01)")
  String rate;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      description = "sgd, momentum, nesterov, adam, ... (default: sgd)")
  String optimizer;

  @Option(
      names = "--decay",
      paramLabel = "NAME[,OPTION=VALUE...]",
      description = "the learning rate's schedule, e.g. inverse-time,rate=0.01")
  String decay;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "updates at most, up to 1,000,000 (default: 10,000)")
  String steps;

  @Option(
      names = "--stop",
      paramLabel = "CRITERION=VALUE,...",
      description = "when to stop, e.g. targetLoss=0.1 (default: gradientNorm=1e-6); repeatable")
  List<String> stop = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "any other setting, e.g. optimizer.momentum=0.8; repeatable")
  List<String> overrides = new ArrayList<>();

  /** The settings {@code optimizer} and {@code stop}. */
  public Settings settings() {
    Map<String, Object> optimizing = new LinkedHashMap<>();
    put(optimizing, "name", optimizer);
    put(optimizing, "learningRate", rate);
    if (decay != null) {
      int comma = decay.indexOf(',');
      Map<String, Object> schedule = new LinkedHashMap<>();
      schedule.put("name", comma < 0 ? decay : decay.substring(0, comma).strip());
      schedule.putAll(pairs("--decay", comma < 0 ? "" : decay.substring(comma + 1)));
      optimizing.put("decay", schedule);
    }
    Map<String, Object> stopping = new LinkedHashMap<>();
    stop.forEach(text -> stopping.putAll(pairs("--stop", text)));
    put(stopping, "steps", steps);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("optimizer", optimizing);
    tree.put("stop", stopping);
    overrides.forEach(text -> Overriding.parse(text).apply(tree, new LinkedHashMap<>()));
    return bounded(tree);
  }

  // Always an end, and a limit that memory can hold.
  private static Settings bounded(Map<String, Object> tree) {
    Settings given = Settings.of(tree).child("stop");
    given.whole("steps", 0, 1, MOST_STEPS);
    Map<String, Object> stopping = new LinkedHashMap<>();
    if (tree.get("stop") instanceof Map<?, ?> map) {
      map.forEach((name, value) -> stopping.put(name.toString(), value));
    }
    if (given.keys().isEmpty() || given.keys().equals(List.of("steps"))) {
      stopping.put("gradientNorm", "1e-6");
    }
    stopping.putIfAbsent("steps", "10000");
    tree.put("stop", stopping);
    return Settings.of(tree);
  }

  private static void put(Map<String, Object> map, String key, String value) {
    if (value != null) {
      map.put(key, value);
    }
  }

  /** What the settings amount to, in a few words. */
  public String words(Settings settings) {
    Settings optimizing = settings.child("optimizer");
    String name = optimizing.text("name", "sgd");
    String schedule = optimizing.child("decay").text("name", "constant");
    return name
        + " with rate "
        + optimizing.text("learningRate", "0.01")
        + (schedule.equals("constant") ? "" : ", " + schedule);
  }

  /** The starting point in the order of the function's variables. */
  public double[] start(Expression function) {
    List<String> variables = function.variables();
    Map<String, String> given = new LinkedHashMap<>();
    start.forEach(text -> given.putAll(pairs("--start", text)));
    for (String name : given.keySet()) {
      if (!variables.contains(name)) {
        throw Failure.usage(
            "--start "
                + name
                + "="
                + given.get(name)
                + ": the expression has no such variable; it has "
                + String.join(", ", variables)
                + Nearest.hint(name, variables));
      }
    }
    List<String> missing = variables.stream().filter(name -> !given.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw Failure.usage(
          "no start for "
              + String.join(", ", missing)
              + "; say where: --start "
              + String.join(",", missing.stream().map(name -> name + "=1").toList())
              + " (or --restarts 20 for random points)");
    }
    return variables.stream().mapToDouble(name -> number(name, given)).toArray();
  }

  private static double number(String name, Map<String, String> given) {
    return Settings.of(given).number(name, -Double.MAX_VALUE, Double.MAX_VALUE);
  }

  private static Map<String, String> pairs(String option, String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",")) {
      int equals = part.indexOf('=');
      if (equals < 1 || equals == part.length() - 1) {
        throw Failure.usage(
            option + ": expected NAME=VALUE, or several with commas, got '" + part.strip() + "'");
      }
      pairs.put(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
    }
    return pairs;
  }

  /** {@code LO..HI}. */
  public static double[] range(String text) {
    String[] ends = text.split("\\.\\.", 2);
    try {
      double low = Double.parseDouble(ends[0].strip());
      double high = Double.parseDouble(ends.length < 2 ? "" : ends[1].strip());
      if (low < high && Double.isFinite(high - low)) {
        return new double[] {low, high};
      }
    } catch (NumberFormatException e) {
      throw Failure.usage("--range " + text + ": expected LO..HI, for instance -5..5", e);
    }
    throw Failure.usage("--range " + text + ": expected the lower end first, e.g. -5..5");
  }
}
