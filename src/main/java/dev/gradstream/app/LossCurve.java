package dev.gradstream.app;

import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.replay.Beginning;
import dev.gradstream.pipeline.replay.History;
import dev.gradstream.training.Event;
import dev.gradstream.training.StepReport;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Loss and digest of every step of a run from the first on, those that a branch has from its
 * ancestors included. What is not kept any more is NaN, with digest 0.
 */
final class LossCurve {
  private double[] losses = new double[1024];
  private long[] digests = new long[1024];
  private int steps;

  /**
   * Reads the journals of a run and of its ancestors.
   *
   * @param journals of a run by its name; each is closed here
   */
  static LossCurve of(String run, Function<String, Journal> journals) {
    LossCurve curve = new LossCurve();
    try (Journal journal = journals.apply(run)) {
      History history = new History(journal);
      Beginning beginning = history.beginning();
      if (beginning.branched() != null) {
        Event.RunBranched branched = beginning.branched();
        curve = ancestor(branched, journals);
        curve.cut(branched.step());
      }
      for (var events = history.events(); events.hasNext(); ) {
        if (events.next().event() instanceof Event.WindowApplied applied) {
          applied.steps().forEach(curve::add);
        }
      }
    }
    return curve;
  }

  // A parent may be gone; its branch is not.
  private static LossCurve ancestor(
      Event.RunBranched branched, Function<String, Journal> journals) {
    try (Journal journal = journals.apply(branched.parent())) {
      if (journal.start().isEmpty()) {
        return new LossCurve();
      }
    }
    return of(branched.parent(), journals);
  }

  private void cut(long step) {
    int kept = (int) Math.min(steps, step);
    Arrays.fill(losses, kept, steps, 0);
    steps = kept;
  }

  private void add(StepReport step) {
    int at = Math.toIntExact(step.step() - 1);
    if (at >= losses.length) {
      losses = Arrays.copyOf(losses, Math.max(at + 1, 2 * losses.length));
      digests = Arrays.copyOf(digests, losses.length);
    }
    if (at > steps) {
      Arrays.fill(losses, steps, at, Double.NaN);
      Arrays.fill(digests, steps, at, 0);
    }
    losses[at] = step.loss();
    digests[at] = step.digest();
    steps = at + 1;
  }

  int steps() {
    return steps;
  }

  /** Last step up to which both have the same digests: their common past. */
  int sharedWith(LossCurve other) {
    int common = Math.min(steps, other.steps);
    int differs = Arrays.mismatch(digests, 0, common, other.digests, 0, common);
    return differs < 0 ? common : differs;
  }

  /**
   * Mean losses over equal stretches of steps 1 to {@code span}, up to where this curve ends.
   *
   * @param most number of stretches of the whole span
   */
  double[] means(int span, int most) {
    int stretches = Math.min(most, span);
    double[] means = new double[stretches];
    int count = 0;
    for (int i = 0; i < stretches; i++) {
      int from = (int) ((long) span * i / stretches);
      int to = Math.min(steps, (int) ((long) span * (i + 1) / stretches));
      if (from >= to) {
        break;
      }
      means[count++] = Arrays.stream(losses, from, to).average().orElse(Double.NaN);
    }
    return Arrays.copyOf(means, count);
  }
}
