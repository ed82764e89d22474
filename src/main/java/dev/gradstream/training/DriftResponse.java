package dev.gradstream.training;

import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run does about a drift, from the next step on.
 *
 * <pre>
 *   then: stop                                        # the run ends after the window
 *   then: resetSlots                                  # the optimizer forgets, the parameters stay
 *   then: { rate: { factor: 5, steps: 500 } }         # the learning rate is raised for 500 steps
 *   then: { rate: { factor: 5, steps: 500 }, resetSlots: true }
 * </pre>
 *
 * @param factor what the learning rates are multiplied by
 * @param steps for how many steps they are; 0 for none
 * @param resetSlots whether the optimizer's slots become what they are at a start
 * @param stop whether the run ends
 */
record DriftResponse(double factor, long steps, boolean resetSlots, boolean stop) {
  /** It is noted and nothing else. */
  static final DriftResponse NONE = new DriftResponse(1, 0, false, false);

  /** Reads {@code then} of a block of what is watched. */
  static DriftResponse of(Settings watch) {
    String key = "then";
    if (!watch.has(key)) {
      return NONE;
    }
    if (!watch.isBlock(key)) {
      boolean stop = watch.choice(key, List.of("stop", "resetSlots"), null).equals("stop");
      return new DriftResponse(1, 0, !stop, stop);
    }
    Settings then = watch.child(key);
    boolean reset = then.has("resetSlots") && then.flag("resetSlots", false);
    if (!then.has("rate")) {
      if (!reset) {
        throw watch.problem(key, "expected stop, resetSlots, rate: {factor, steps}, or both");
      }
      return new DriftResponse(1, 0, true, false);
    }
    Settings rate = then.child("rate");
    return new DriftResponse(
        rate.number("factor", Double.MIN_NORMAL, 1e6),
        rate.whole("steps", 1000, 1, 1L << 53),
        reset,
        false);
  }

  /** In words; empty for {@link #NONE}. */
  String describe() {
    List<String> words = new ArrayList<>();
    if (steps > 0) {
      words.add("learning rate times " + factor + " for " + steps + " steps");
    }
    if (resetSlots) {
      words.add("the optimizer's slots reset");
    }
    if (stop) {
      words.add("the run ends");
    }
    return String.join(", ", words);
  }
}
