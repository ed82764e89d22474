package dev.gradstream.meters;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.training.Event;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.StepReport;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts the committed steps of the runs of this process on a registry.
 *
 * <p>A gauge reads a copy of committed values, never the trainer's state; without a value it is
 * absent. What can be counted is counted. Called on the committing thread, read by any.
 */
public final class RunMeters implements StepSink {
  private final MeterRegistry registry;
  private final Map<String, MetersOfRun> runs = new LinkedHashMap<>();
  private MetersOfRun current;

  /**
   * @param registry what the meters are put on, with its clock
   */
  public RunMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void started(Event.RunStarted run, long step) {
    current = of(run.run());
    current.started(step);
  }

  @Override
  public void paused(boolean paused) {
    if (current != null) {
      current.paused(paused);
    }
  }

  @Override
  public void committed(CommittedBlock block) {
    current = of(block.run());
    long steps = 0;
    long examples = 0;
    for (Event event : block.block().events()) {
      switch (event) {
        case Event.WindowApplied window -> {
          current.window(window);
          steps += window.steps().size();
          for (StepReport step : window.steps()) {
            examples += step.examples();
          }
        }
        case Event.WindowSkipped window -> current.skipped(window);
        case Event.RunPaused paused -> current.paused(true);
        case Event.RunResumed resumed -> current.paused(false);
        case Event.RolledBack back -> current.wentBack(block.metrics());
        default -> {}
      }
    }
    current.commit(block, steps, examples);
    MetricsRecord metrics = block.metrics();
    if (metrics != null && metrics.firstStep() <= metrics.lastStep()) {
      current.levels(metrics);
    }
  }

  @Override
  public void snapshot(long atMs, long retentionMs) {
    if (current != null) {
      current.snapshot(atMs, retentionMs);
    }
  }

  @Override
  public void stopped(String reason) {
    if (current != null) {
      current.stopped();
    }
  }

  private MetersOfRun of(String run) {
    return runs.computeIfAbsent(run, name -> new MetersOfRun(registry, name));
  }
}
