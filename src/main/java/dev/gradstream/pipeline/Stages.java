package dev.gradstream.pipeline;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Time spent by stage. Any thread adds; the committing one reads. */
final class Stages {
  /** The stages of the flow, in its order. */
  enum Stage {
    DECODE,
    WINDOW,
    LEARN,
    COMMIT
  }

  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  Stages() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new LongAdder());
    }
  }

  /** Adds the time since {@code startNanos} and returns now. */
  long add(Stage stage, long startNanos) {
    long now = System.nanoTime();
    nanos.get(stage).add(now - startNanos);
    return now;
  }

  /** Time by stage since the last call, in nanoseconds. */
  Map<String, Long> drain() {
    Map<String, Long> drained = new LinkedHashMap<>();
    nanos.forEach(
        (stage, adder) -> drained.put(stage.name().toLowerCase(Locale.ROOT), adder.sumThenReset()));
    return drained;
  }
}
