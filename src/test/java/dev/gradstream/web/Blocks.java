package dev.gradstream.web;

import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.training.Changes;
import dev.gradstream.training.DriftDetected;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Span;
import dev.gradstream.training.StepReport;
import java.util.List;
import java.util.Map;

/** Committed blocks of one step of 32 examples. */
final class Blocks {
  static final int BATCH = 32;

  private Blocks() {}

  static Event.RunStarted started(String run) {
    return new Event.RunStarted(
        run, Map.of("model.loss", "squared"), 1, "0.1", "t", Map.of(), Map.of(), 1000);
  }

  static CommittedBlock step(String run, long step, double loss) {
    return step(run, step, loss, List.of());
  }

  static CommittedBlock step(String run, long step, double loss, List<Reject> rejects) {
    Event window =
        new Event.WindowApplied(
            step,
            Seal.SIZE,
            List.of(new Span(0, 1, step * BATCH - BATCH, step * BATCH, BATCH, 7)),
            rejects,
            List.of(new StepReport(step, BATCH, loss, 0.1, 3, 0xabcdL)));
    return block(run, step, window, loss);
  }

  static CommittedBlock drifted(String run, long step, long example) {
    Event window =
        new Event.WindowApplied(
            step,
            Seal.SIZE,
            List.of(),
            List.of(),
            List.of(new StepReport(step, BATCH, 9, 0.1, 3, 0xabcdL)),
            List.of(new DriftDetected(step, example, "loss", "adwin", 1, 9, "")));
    return block(run, step, window, 9);
  }

  static CommittedBlock ended(String run, long sequence, String reason) {
    return new CommittedBlock(
        run, journal(sequence, new Event.RunEnded(reason)), null, Map.of(), Map.of(), 0);
  }

  /** The run goes back to a step, a step a window. */
  static CommittedBlock back(String run, long sequence, long toStep) {
    double nan = Double.NaN;
    Event event =
        new Event.RolledBack(
            toStep, toStep, 1, sequence, Changes.NONE, 0, List.of(), "00", "the loss is NaN");
    long examples = toStep * BATCH;
    return new CommittedBlock(
        run,
        journal(sequence, event),
        new MetricsRecord(
            run, toStep + 1, toStep, toStep, examples, 0, nan, nan, nan, Map.of(), 1000 + sequence),
        Map.of(),
        Map.of(),
        0);
  }

  static CommittedBlock event(String run, long sequence, Event event) {
    return new CommittedBlock(run, journal(sequence, event), null, Map.of(), Map.of(), 0);
  }

  private static CommittedBlock block(String run, long step, Event event, double loss) {
    long examples = step * BATCH;
    Map<String, Double> figures = Map.of("recent.rmse", 1.5, "baseline.mean.rmse", 5.0);
    return new CommittedBlock(
        run,
        journal(step, event),
        new MetricsRecord(run, step, step, step, examples, 0, loss, 0.1, 3, figures, 1000 + step),
        Map.of(0, 5L, 1, 6L),
        Map.of("gradient", 1000L),
        4321);
  }

  private static JournalBlock journal(long sequence, Event event) {
    return new JournalBlock(
        sequence, "w", "main", 1000 + sequence, new byte[] {1, 2, (byte) 0xff}, List.of(event));
  }
}
