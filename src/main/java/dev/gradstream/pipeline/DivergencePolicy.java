package dev.gradstream.pipeline;

import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * What a run does about a window whose loss, gradient or parameters are not finite.
 *
 * <pre>
 *   onDivergence: stop                                            # the run ends; the default
 *   onDivergence: skip                                            # the window is passed over
 *   onDivergence: { skip: { most: 100 } }                         # so many in a row, then the run ends
 *   onDivergence: { rollback: { windows: 100, rate: 0.5, most: 10 } }
 * </pre>
 */
public sealed interface DivergencePolicy {

  /** The run ends. */
  record Stop() implements DivergencePolicy {}

  /**
   * The window is passed over.
   *
   * @param most windows in a row that may be; where one more diverges the run ends
   */
  record Skip(long most) implements DivergencePolicy {}

  /**
   * The run goes back.
   *
   * @param windows how many windows before the one that diverged
   * @param rate what the learning rates are multiplied by
   * @param most times in a row that do not lead past the window that diverged; then the run ends
   */
  record RollBack(long windows, double rate, long most) implements DivergencePolicy {}

  /** Reads {@code onDivergence}; a run that does not name it records nothing of it. */
  static DivergencePolicy of(Settings root) {
    String key = "onDivergence";
    if (!root.has(key)) {
      return new Stop();
    }
    if (!root.isBlock(key)) {
      return root.choice(key, List.of("stop", "skip"), null).equals("stop")
          ? new Stop()
          : new Skip(100);
    }
    Settings block = root.child(key);
    if (block.has("skip") == block.has("rollback")) {
      throw root.problem(
          key, "expected stop, skip, {skip: {most: 100}} or {rollback: {windows: 100, rate: 0.5}}");
    }
    if (block.has("skip")) {
      return new Skip(block.child("skip").whole("most", 100, 1, Integer.MAX_VALUE));
    }
    Settings back = block.child("rollback");
    return new RollBack(
        back.whole("windows", 100, 1, Long.MAX_VALUE),
        back.number("rate", 0.5, Double.MIN_NORMAL, 1),
        back.whole("most", 10, 1, Integer.MAX_VALUE));
  }
}
