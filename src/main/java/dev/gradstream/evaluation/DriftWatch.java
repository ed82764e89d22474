package dev.gradstream.evaluation;

import dev.gradstream.evaluation.drift.Drift;
import dev.gradstream.evaluation.drift.DriftDetector;
import dev.gradstream.evaluation.drift.DriftDetectors;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Watches every scored example for drift, with any number of detectors at once.
 *
 * <pre>
 *   drift:
 *     - { on: loss, detector: adwin, delta: 0.002 }
 *     - { on: error, detector: ddm, after: 1000, rest: 500 }
 * </pre>
 *
 * <p>{@code after} is how many examples a detector is not shown, for a model that has yet to learn
 * something; {@code rest} for how many examples after an alarm no other is raised, though the
 * detector goes on watching. Examples count in the order of learning. Used by the fold alone;
 * allocates nothing but for an alarm. A run that watches nothing has nothing of this in its state.
 */
public final class DriftWatch implements Stateful {
  private static final int MOST = 64;

  private final List<Watch> watches = new ArrayList<>();
  private final List<Drift> drifts = new ArrayList<>();

  private record Watch(
      DriftMeasure measure,
      String name,
      DriftDetector detector,
      long after,
      long rest,
      long[] progress) {} // see the constants below

  private static final int SCORED = 0; // examples
  private static final int RESTING = 1; // examples until the next alarm may be raised
  private static final int ALARMS = 2;
  private static final int LAST = 3; // example of the last alarm

  /**
   * @param settings blocks of what is watched; none for nothing
   * @param labelKind {@code real}, {@code binary} or {@code class}
   * @throws dev.gradstream.settings.SettingsException naming a setting that cannot be used
   */
  public DriftWatch(List<Settings> settings, String labelKind) {
    LabelKind kind = LabelKind.valueOf(labelKind.toUpperCase(Locale.ROOT));
    for (Settings watch : settings) {
      if (watches.size() == MOST) {
        throw watch.problem("on", "expected at most " + MOST + " detectors");
      }
      watches.add(watch(watch, kind));
    }
  }

  private static Watch watch(Settings settings, LabelKind kind) {
    String on = settings.choice("on", DriftMeasure.names(kind), null);
    DriftMeasure measure = DriftMeasure.named(on);
    if (DriftDetectors.countsMisses(settings) && !measure.miss()) {
      throw settings.problem(
          "detector",
          "%s counts misses: expected 'on: error', which binary and class labels have, got 'on: %s'; adwin and page-hinkley take any number"
              .formatted(settings.text("detector"), on));
    }
    return new Watch(
        measure,
        settings.text("detector"),
        DriftDetectors.of(settings),
        settings.whole("after", 0, 0, Long.MAX_VALUE),
        settings.whole("rest", 0, 0, Long.MAX_VALUE),
        new long[4]);
  }

  void observe(Scored scored) {
    for (int w = 0; w < watches.size(); w++) { // by index: an iterator would be garbage
      observe(scored, w, watches.get(w));
    }
  }

  private void observe(Scored scored, int place, Watch watch) {
    long[] progress = watch.progress;
    for (int r = 0; r < scored.rows; r++) {
      if (progress[SCORED]++ < watch.after) {
        continue;
      }
      boolean alarm = watch.detector.observe(watch.measure.ofRow().value(scored, r));
      if (progress[RESTING] > 0) {
        progress[RESTING]--;
      } else if (alarm) {
        progress[RESTING] = watch.rest;
        progress[ALARMS]++;
        progress[LAST] = progress[SCORED];
        drifts.add(
            new Drift(
                place,
                watch.measure.name(),
                watch.name,
                progress[SCORED],
                watch.detector.before(),
                watch.detector.after()));
      }
    }
  }

  /**
   * The number of alarms, and the example of the last one where there was one: {@code
   * drift.loss.adwin=1, drift.loss.adwin.at=50144}. Two that watch alike count together.
   */
  void figures(Map<String, Double> into) {
    for (Watch watch : watches) {
      String name = "drift." + watch.measure.name() + "." + watch.name;
      into.merge(name, (double) watch.progress[ALARMS], Double::sum);
      if (watch.progress[ALARMS] > 0) {
        into.merge(name + ".at", (double) watch.progress[LAST], Math::max);
      }
    }
  }

  /** The drifts since this was asked last, in the order of the configuration. */
  public List<Drift> take() {
    if (drifts.isEmpty()) {
      return List.of();
    }
    List<Drift> taken = List.copyOf(drifts);
    drifts.clear();
    return taken;
  }

  @Override
  public void visit(StateVisitor visitor) {
    for (int w = 0; w < watches.size(); w++) {
      String prefix = "drift/" + w + "/";
      visitor.longs(prefix + "progress", watches.get(w).progress, 4);
      watches.get(w).detector.visit(prefix, visitor);
    }
  }
}
