package dev.gradstream.pipeline.window;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Time spent by stage. Any thread adds; the committing one reads. */
public final class Stages {
  /** The stages of the flow, in its order. */
  public enum Stage {
    DECODE,
    WINDOW,
    LEARN,
    COMMIT
  }

  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  public Stages() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new LongAdder());
    }
  }

  /** Adds the time since {@code startNanos} and returns now. */
  public long add(Stage stage, long startNanos) {
    long now = System.nanoTime();
    nanos.get(stage).add(now - startNanos);
    return now;
  }

  /** Time by stage since the last call, in nanoseconds. */
  public Map<String, Long> drain() {
    Map<String, Long> drained = new LinkedHashMap<>();
    nanos.forEach(
        (stage, adder) -> drained.put(stage.name().toLowerCase(Locale.ROOT), adder.sumThenReset()));
    return drained;
  }
}
