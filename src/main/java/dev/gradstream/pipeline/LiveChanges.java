package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.training.Changes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which settings may change while a run goes on, and what a change comes to.
 *
 * <p>May change: how fast is learned and what smooths it ({@code optimizer}, all but its name and
 * what it remembers for each parameter), when the run stops, how often it commits and takes
 * snapshots, what it does about a divergence, how long a window waits. What an example is, which
 * one comes next and what the network looks like may not: a run in which they change is another
 * run, and that is a branch.
 */
final class LiveChanges {
  private static final List<String> CHANGEABLE =
      List.of("optimizer.", "stop.", "commit.", "snapshot.", "journal.", "onDivergence");

  private static final Map<String, String> REASONS = new LinkedHashMap<>();

  static {
    REASONS.put("run", "it is the run's name");
    REASONS.put("source", "the journal names records of this source");
    REASONS.put("label", "everything so far was learned for this label");
    REASONS.put("features", "the network's input and the scalers' statistics are made of them");
    REASONS.put("window.size", "the network is compiled for it, and the cut of a topic follows it");
    REASONS.put("window.shuffle", "the cut of a topic follows it");
    REASONS.put("model", "the parameters are those of this network");
    REASONS.put("seed", "it has been drawn from already");
    REASONS.put("optimizer.name", "the parameters' slots are those of this optimizer");
    REASONS.put("optimizer.groups", "the parameters' slots are those of these groups");
  }

  private LiveChanges() {}

  /**
   * What a wish comes to.
   *
   * @param now flat settings of the run
   * @param asked new values by full path; an empty one takes the setting away
   * @throws SettingsException naming the first setting that cannot be changed or used, and why
   */
  static Changes of(SortedMap<String, String> now, Map<String, String> asked) {
    SortedMap<String, String> next = new TreeMap<>(now);
    for (var wish : new TreeMap<>(asked).entrySet()) {
      String path = wish.getKey();
      refuseFixed(path);
      // A block takes the place of a single value and the other way round.
      next.keySet().removeIf(known -> isBelow(known, path) || isBelow(path, known));
      next.remove(path);
      if (!wish.getValue().isEmpty()) {
        next.put(path, wish.getValue());
      }
    }
    SortedMap<String, String> read = read(next, asked);
    return Changes.between(read(now, Map.of()), read);
  }

  private static void refuseFixed(String path) {
    for (var reason : REASONS.entrySet()) {
      String fixed = reason.getKey();
      if (path.equals(fixed) || isBelow(path, fixed)) {
        boolean group = fixed.equals("optimizer.groups") && path.endsWith("].learningRate");
        if (!group) {
          throw new SettingsException(
              path,
              "cannot change while the run goes on: %s (gradstream branch starts a run from a step of this one with other settings)"
                  .formatted(reason.getValue()));
        }
      }
    }
    boolean known = path.equals("window.maxWait") || CHANGEABLE.stream().anyMatch(path::startsWith);
    if (!known) {
      throw new SettingsException(
          path,
          "cannot change while the run goes on; what can: optimizer.*, stop.*, commit.*, snapshot.*, onDivergence, window.maxWait");
    }
  }

  private static boolean isBelow(String path, String block) {
    return path.startsWith(block + ".") || path.startsWith(block + "[");
  }

  // Options of what was there before, such as those of another schedule, are nobody's any more and
  // go; one that was asked for and is nobody's was misspelt.
  private static SortedMap<String, String> read(
      SortedMap<String, String> flat, Map<String, String> asked) {
    SortedMap<String, String> left = new TreeMap<>(flat);
    while (true) {
      Settings settings = Settings.ofFlat(left);
      CheckedSpecification checked = CheckedSpecification.read(settings);
      try {
        settings.refuseUnknown();
        return new TreeMap<>(checked.resolved());
      } catch (SettingsException unknown) {
        String path = unknown.path();
        boolean wanted = asked.keySet().stream().anyMatch(p -> p.equals(path) || isBelow(p, path));
        if (wanted || !left.keySet().removeIf(p -> p.equals(path) || isBelow(p, path))) {
          throw unknown;
        }
      }
    }
  }
}
