package dev.gradstream.training;

import dev.gradstream.state.Stateful;
import java.util.Arrays;

/**
 * How a run goes on from a past state of another one, under settings of its own.
 *
 * <p>Carried on, bit for bit: parameters, optimizer slots, feature and target state, figures,
 * positions, and the counts of steps, windows, examples and rejects. The schedule and the stopping
 * criterion too, unless their settings are other ones: then they begin anew, as they do when they
 * are changed in a running run; what is watched for drift likewise. Orders to the parent are not.
 */
public final class Branching {
  private Branching() {}

  /**
   * The state right after {@code branched}.
   *
   * @param started the branch's start, whose specification is its own
   * @param parent the parent's state there; it is only read
   * @throws IllegalStateException where the state of the branch would have other arrays than the
   *     parent's, or the parent's state is another than the event says
   * @throws dev.gradstream.settings.SettingsException naming a setting that cannot be used
   */
  public static State of(Event.RunStarted started, Event.RunBranched branched, State parent) {
    requireSame(branched, parent);
    State state = State.of(started);
    copy("model", parent.regime.learner, state.regime.learner);
    if (!branched.changes().touch("optimizer.decay")) {
      copy("optimizer.decay", parent.regime.schedule, state.regime.schedule);
    }
    if (!branched.changes().touch("stop.")) {
      copy("stop", parent.regime.stopping, state.regime.stopping);
    }
    copy("features", parent.features, state.features);
    copy("label", parent.target, state.target);
    copy("figures", parent.metrics, state.metrics);
    if (!branched.changes().touch("drift") && !branched.changes().touch("featureDrift")) {
      copy("drift", parent.drifting, state.drifting);
    }
    keepRows(parent, state);
    state.goOn(parent);
    state.link.next(branched);
    return state;
  }

  // What waits for a label, and what is held out: a branch that has no use for it leaves it behind.
  private static void keepRows(State parent, State state) {
    boolean late = parent.late != null && state.late != null;
    boolean heldOut = parent.heldOut != null && state.heldOut != null;
    if (late || heldOut) {
      Snapshot snapshot = Snapshots.of(parent, 0);
      state.prepare(snapshot);
    }
    if (late) {
      copy("label.delay", parent.late, state.late);
    }
    if (heldOut) {
      copy("validation", parent.heldOut, state.heldOut);
    }
  }

  private static void requireSame(Event.RunBranched branched, State parent) {
    if (parent.step() != branched.step()
        || parent.window() != branched.window()
        || !Arrays.equals(parent.certificate(), Certificate.bytes(branched.certificate()))) {
      throw new ContradictionException(
          "the branch goes on from step %d of run '%s' with certificate %s, and that run is at step %d with certificate %s"
              .formatted(
                  branched.step(),
                  branched.parent(),
                  branched.certificate(),
                  parent.step(),
                  Certificate.hex(parent.certificate())));
    }
  }

  private static void copy(String what, Stateful from, Stateful to) {
    try {
      Snapshots.copy(from, to);
    } catch (IllegalStateException otherArrays) {
      throw new IllegalStateException(what + ": " + otherArrays.getMessage(), otherArrays);
    }
  }
}
