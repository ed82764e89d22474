package dev.gradstream.training;

import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * When a window counts as diverged, and what a run does about it.
 *
 * <pre>
 *   onDivergence: stop                                            # the run ends; the default
 *   onDivergence: skip                                            # the window is passed over
 *   onDivergence: { skip: { most: 100 } }                         # so many in a row, then the run ends
 *   onDivergence: { rollback: { windows: 100, rate: 0.5, most: 10 } }
 *   onDivergence: { rollback: { most: 2 }, skip: {} }             # after two roll-backs in vain, skip
 *   onDivergence: { rollback: {}, loss: 1000 }                    # a loss above 1000 counts, too
 * </pre>
 *
 * @param mostLoss mean loss of a mini-batch above which it counts as diverged though it is finite;
 *     infinite for none
 */
public record DivergencePolicy(Response response, double mostLoss) {

  /** What is done. */
  public sealed interface Response {}

  /** The run ends. */
  public record Stop() implements Response {}

  /**
   * The window is passed over.
   *
   * @param most windows in a row that may be; where one more diverges the run ends
   */
  public record Skip(long most) implements Response {}

  /**
   * The run goes back.
   *
   * @param windows how many windows before the one that diverged
   * @param rate what the learning rates are multiplied by
   * @param most times in a row that do not lead past the window that diverged
   * @param then what is done after those: {@link Stop} or {@link Skip}
   */
  public record RollBack(long windows, double rate, long most, Response then) implements Response {}

  /** Reads {@code onDivergence}; a run that does not name it records nothing of it. */
  static DivergencePolicy of(Settings root) {
    String key = "onDivergence";
    double none = Double.POSITIVE_INFINITY;
    if (!root.has(key)) {
      return new DivergencePolicy(new Stop(), none);
    }
    if (!root.isBlock(key)) {
      boolean skips = root.choice(key, List.of("stop", "skip"), null).equals("skip");
      return new DivergencePolicy(skips ? new Skip(100) : new Stop(), none);
    }
    Settings block = root.child(key);
    double most =
        block.has("loss") ? block.number("loss", Double.MIN_NORMAL, Double.MAX_VALUE) : none;
    return new DivergencePolicy(response(block), most);
  }

  private static Response response(Settings block) {
    Response last =
        block.has("skip")
            ? new Skip(block.child("skip").whole("most", 100, 1, Integer.MAX_VALUE))
            : new Stop();
    if (!block.has("rollback")) {
      return last;
    }
    Settings back = block.child("rollback");
    return new RollBack(
        back.whole("windows", 100, 1, Long.MAX_VALUE),
        back.number("rate", 0.5, Double.MIN_NORMAL, 1),
        back.whole("most", 10, 1, Integer.MAX_VALUE),
        last);
  }
}
