package dev.gradstream.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Passes of one model and window beside the bare consumer's, several rounds of them. The median of
 * the rounds is what counts, for a machine has other things to do as well.
 */
public final class Comparison {
  /** The kinds of pass, from the least work to the most. */
  public enum Kind {
    BARE("bare consumer"),
    DECODE("decode only"),
    TRAIN("train, no commits"),
    FULL("full"),
    REPLAY("replay");

    public final String label;

    Kind(String label) {
      this.label = label;
    }
  }

  private final String name;
  private final Map<Kind, List<Pass>> passes = new LinkedHashMap<>();

  /**
   * @param name of model and window, for people
   */
  public Comparison(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }

  public void add(Kind kind, Pass pass) {
    passes.computeIfAbsent(kind, k -> new ArrayList<>()).add(pass);
  }

  /** The kinds that were measured, in their order. */
  public List<Kind> kinds() {
    return passes.keySet().stream().sorted().toList();
  }

  /** The pass of median rate; the slower one of two. */
  public Pass median(Kind kind) {
    List<Pass> sorted = new ArrayList<>(passes.get(kind));
    sorted.sort(Comparator.comparingDouble(Pass::examplesPerSecond));
    return sorted.get((sorted.size() - 1) / 2);
  }

  /** Rate as a share of the bare consumer's. */
  public double share(Kind kind) {
    return median(kind).examplesPerSecond() / median(Kind.BARE).examplesPerSecond();
  }

  /** As {@code --json} prints it. */
  public Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("name", name);
    for (Kind kind : kinds()) {
      Pass pass = median(kind);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("examplesPerSecond", pass.examplesPerSecond());
      one.put("shareOfBareConsumer", share(kind));
      if (!pass.stageNanos().isEmpty()) {
        one.put("nanosPerExample", pass.stageNanosPerExample());
        one.put(
            "garbageBytesPerExample",
            Double.isNaN(pass.garbagePerExample()) ? null : pass.garbagePerExample());
        one.put("steps", pass.steps());
        one.put("commits", pass.commits());
        one.put("loss", Double.isNaN(pass.loss()) ? null : pass.loss());
      }
      object.put(kind.name().toLowerCase(Locale.ROOT), one);
    }
    return object;
  }
}
