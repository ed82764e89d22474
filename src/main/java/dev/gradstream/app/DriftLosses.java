package dev.gradstream.app;

import dev.gradstream.console.Mean;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.training.DriftDetected;
import dev.gradstream.training.Event;
import dev.gradstream.training.StepReport;
import java.util.Optional;

/**
 * Mean loss over three stretches of a run: the last before the drift, the first after it, and the
 * last of all; and when the change was noticed. Called on the committing thread; read after the
 * run.
 */
final class DriftLosses implements StepSink {
  private final long driftAt;
  private final long stretch;
  private final long end;
  private final Mean before = new Mean();
  private final Mean after = new Mean();
  private final Mean last = new Mean();
  private long examples;
  private DriftDetected noticed; // null for not yet

  /**
   * @param driftAt example at which the rule changes
   * @param end examples in all
   */
  DriftLosses(long driftAt, long end) {
    this.driftAt = driftAt;
    this.end = end;
    this.stretch = Math.max(1, Math.min(driftAt, end - driftAt) / 10);
  }

  @Override
  public void committed(CommittedBlock block) {
    for (Event event : block.block().events()) {
      if (event instanceof Event.WindowApplied window) {
        window.steps().forEach(this::add);
        window.drifts().stream()
            .filter(drift -> drift.example() > driftAt - stretch && noticed == null)
            .forEach(drift -> noticed = drift);
      }
    }
  }

  private void add(StepReport step) {
    if (examples >= driftAt - stretch && examples < driftAt) {
      before.add(step.loss(), step.examples());
    }
    // The windows around the drift hold examples of both rules.
    long settled = driftAt + step.examples();
    if (examples >= settled && examples < settled + Math.max(stretch / 5, step.examples())) {
      after.add(step.loss(), step.examples());
    }
    if (examples >= end - stretch) {
      last.add(step.loss(), step.examples());
    }
    examples += step.examples();
  }

  /**
   * The first alarm after the change; partitions that are not read in step may bring it forward.
   */
  Optional<DriftDetected> noticed() {
    return Optional.ofNullable(noticed);
  }

  double beforeDrift() {
    return before.value();
  }

  double afterDrift() {
    return after.value();
  }

  double atTheEnd() {
    return last.value();
  }
}
