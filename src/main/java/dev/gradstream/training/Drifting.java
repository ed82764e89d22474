package dev.gradstream.training;

import dev.gradstream.evaluation.DriftWatch;
import dev.gradstream.evaluation.drift.Drift;
import dev.gradstream.evaluation.drift.FeatureDrift;
import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.List;
import java.util.Map;

/**
 * What a run watches for drift, and what is being done about it; part of the state, on the fold's
 * thread. A run that watches nothing has nothing of this in its state.
 *
 * <p>A raised rate takes the place of one that is still raised. The age of the slots is told to the
 * optimizer as its step, so that what it corrects at a start it corrects again.
 */
final class Drifting implements Stateful {
  /** How the reason of a run begins that a drift ended. */
  private static final String STOP = "drift: ";

  private static final int RAISED = 0; // steps for which the rate is still raised
  private static final int RESET = 1; // step after which the slots were reset last

  private final DriftWatch examples;
  private final FeatureDrift columns; // null where no column is watched
  private final List<DriftResponse> responses; // by place in the configuration's list
  private final DriftResponse ofFeatures;
  private final boolean watching;
  private final double[] factor = {1};
  private final long[] steps = new long[2];
  private String stop; // of the last step; null for none

  /**
   * @param specification whose {@code drift} and {@code featureDrift} say what is watched
   * @param labelKind {@code real}, {@code binary} or {@code class}
   */
  Drifting(Specification specification, String labelKind) {
    Settings root = specification.settings();
    RowLayout layout = specification.layout();
    examples = new DriftWatch(root.nodes("drift"), labelKind);
    boolean features = root.has("featureDrift");
    columns =
        features
            ? new FeatureDrift(root.child("featureDrift"), layout.features(), layout.textColumns())
            : null;
    responses = root.nodes("drift").stream().map(watch -> response(watch, root)).toList();
    ofFeatures = features ? response(root.child("featureDrift"), root) : DriftResponse.NONE;
    watching = features || !responses.isEmpty();
  }

  /** Is shown every scored example. */
  DriftWatch examples() {
    return examples;
  }

  /** Is shown the rows of a mini-batch before they are learned from. */
  void observe(Rows rows, int[] order, int from, int to) {
    if (columns != null) {
      columns.observe(rows.values(), rows.width(), order, from, to);
    }
  }

  /** Figures of the columns that are watched. */
  void figures(Map<String, Double> into) {
    if (columns != null) {
      columns.figures(into);
    }
  }

  private static DriftResponse response(Settings watch, Settings root) {
    DriftResponse response = DriftResponse.of(watch);
    if (response.resetSlots() && Optimizers.weightsAreSlots(root.child("optimizer"))) {
      throw watch.problem("then", "resetSlots: the parameters of ftrl are made of its slots");
    }
    return response;
  }

  /** Whether anything is watched. */
  boolean watching() {
    return watching;
  }

  /** Whether a run that ended for this reason must have given it itself. */
  static boolean isReason(String reason) {
    return reason.startsWith(STOP);
  }

  /** The rate of a step that the schedule gives this one. */
  double rate(double scheduled) {
    return steps[RAISED] > 0 ? scheduled * factor[0] : scheduled;
  }

  /** Number of this update since the optimizer began, from 1. */
  long age(long step) {
    return step - steps[RESET];
  }

  /**
   * A step is done: reacts to the drifts that were noticed in it and adds them to the window's.
   *
   * @param noticed is added to where there is a drift
   */
  void stepDone(State state, List<DriftDetected> noticed) {
    stop = null;
    if (steps[RAISED] > 0) {
      steps[RAISED]--;
    }
    boolean reset = react(state, examples.take(), noticed);
    if (columns != null) {
      reset |= react(state, columns.take(), noticed);
    }
    if (reset) {
      state.regime.resetSlots();
      steps[RESET] = state.step();
    }
  }

  // Whether the slots are to be reset.
  private boolean react(State state, List<Drift> drifts, List<DriftDetected> noticed) {
    boolean reset = false;
    for (Drift drift : drifts) {
      DriftResponse response =
          drift.watch() == Drift.FEATURES ? ofFeatures : responses.get(drift.watch());
      if (response.steps() > 0) {
        factor[0] = response.factor();
        steps[RAISED] = response.steps();
      }
      reset |= response.resetSlots();
      if (response.stop() && stop == null) {
        stop = STOP + drift.detector() + " on " + drift.on() + " at step " + state.step();
      }
      noticed.add(
          new DriftDetected(
              state.step(),
              drift.example(),
              drift.on(),
              drift.detector(),
              drift.before(),
              drift.after(),
              response.describe()));
    }
    return reset;
  }

  /** Why the run is to end after the step that is done; null where no drift says so. */
  String stop() {
    return stop;
  }

  @Override
  public void visit(StateVisitor visitor) {
    examples.visit(visitor);
    if (columns != null) {
      columns.visit(visitor);
    }
    if (watching) {
      visitor.doubles("drift/factor", factor, 1);
      visitor.longs("drift/steps", steps, steps.length);
    }
  }
}
