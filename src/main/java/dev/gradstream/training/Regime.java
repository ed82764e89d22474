package dev.gradstream.training;

import dev.gradstream.features.TargetStage;
import dev.gradstream.nn.Model;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.optim.Schedule;
import dev.gradstream.optim.Schedules;
import dev.gradstream.optim.StoppingCriteria;
import dev.gradstream.optim.StoppingCriterion;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.Map;

/**
 * How a run learns from here on: what the settings of the moment make of it, and with live changes
 * make anew. Part of the state, on the fold's thread.
 */
final class Regime implements Stateful {
  final LiveSettings settings;
  private final Model model;
  private final TargetStage target;
  private Specification specification; // with the live changes so far
  Learner learner;
  Schedule schedule;
  StoppingCriterion stopping;
  DivergencePolicy divergencePolicy;

  /**
   * @param recorded settings of the run's start, flat
   * @throws dev.gradstream.settings.SettingsException naming the first setting that cannot be used
   */
  Regime(
      Specification specification, Map<String, String> recorded, Model model, TargetStage target) {
    this.specification = specification;
    this.settings = new LiveSettings(recorded);
    this.model = model;
    this.target = target;
    begin();
  }

  private void begin() {
    learner = learner(specification);
    schedule = schedule(specification);
    stopping = stopping(specification);
    divergencePolicy = DivergencePolicy.of(specification.settings());
  }

  private Learner learner(Specification specification) {
    return Learners.of(specification, model, target.scales());
  }

  private static Schedule schedule(Specification specification) {
    Settings optimizer = specification.settings().child("optimizer");
    return Schedules.of(optimizer.child("decay"), Optimizers.learningRate(optimizer));
  }

  private static StoppingCriterion stopping(Specification specification) {
    return StoppingCriteria.of(specification.settings().child("stop"));
  }

  Specification specification() {
    return specification;
  }

  /** Tries changes without making them; see {@link State#requireFitting}. */
  void requireFitting(Changes changes) {
    if (changes.touch("optimizer.")) {
      Snapshots.copy(learner, learner(changed(changes)));
    }
  }

  /**
   * Goes on under other settings, with everything that was learned. A schedule or a stopping
   * criterion that is another one begins anew.
   *
   * @throws dev.gradstream.settings.SettingsException naming the first setting that cannot be used
   * @throws IllegalStateException where the optimizer would remember other things than it does
   */
  void change(Changes changes) {
    if (changes.isEmpty()) {
      return;
    }
    Specification next = changed(changes);
    if (changes.touch("optimizer.")) {
      Learner changed = learner(next);
      Schedule rates = schedule(next);
      Snapshots.copy(learner, changed);
      if (!changes.touch("optimizer.decay")) {
        Snapshots.copy(schedule, rates);
      }
      learner = changed;
      schedule = rates;
    }
    if (changes.touch("stop.")) {
      stopping = stopping(next);
    }
    divergencePolicy = DivergencePolicy.of(next.settings());
    settings.change(changes);
    specification = next;
  }

  private Specification changed(Changes changes) {
    return Specification.ofRecorded(changes.in(settings.now()));
  }

  /** The optimizer begins anew, on the parameters as they are. */
  void resetSlots() {
    Learner fresh = learner(specification);
    Snapshots.copy(learner.parameters(), fresh.parameters());
    learner = fresh;
  }

  /**
   * Makes room for what a snapshot holds.
   *
   * @param changed image of {@link LiveSettings}, empty for none
   */
  void prepare(long[] changed) {
    if (settings.restore(changed)) {
      specification = Specification.ofRecorded(settings.now());
      begin();
    }
  }

  @Override
  public void visit(StateVisitor visitor) {
    settings.visit(visitor);
    learner.visit(visitor);
    schedule.visit(visitor);
    stopping.visit(visitor);
  }
}
