package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.RecordTimes;
import dev.gradstream.pipeline.port.RejectedRecord;
import dev.gradstream.training.Event;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Span;
import dev.gradstream.training.State;
import dev.gradstream.training.StepReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The block that is being gathered: its events, what was rejected in them, and their sums. */
final class OpenBlock {
  /** Estimated size at which a block is closed: well below the journal's limit for a record. */
  private static final int FULL_BYTES = 512 * 1024;

  private final List<RejectedRecord> rejected = new ArrayList<>();
  private List<Event> events = new ArrayList<>();
  private RecordTimes times = new RecordTimes();
  private int bytes;
  private boolean wentBack;
  private double lossSum;
  private long lossExamples;
  private StepReport first;
  private StepReport last;

  boolean isEmpty() {
    return events.isEmpty();
  }

  boolean isFull() {
    return bytes >= FULL_BYTES;
  }

  /** Steps in it. */
  long steps() {
    return first == null ? 0 : last.step() - first.step() + 1;
  }

  List<Event> events() {
    return Collections.unmodifiableList(events); // given away: the next block has a list of its own
  }

  List<RejectedRecord> rejected() {
    return List.copyOf(rejected);
  }

  /** When the records were made that were learned from; another object with each block. */
  RecordTimes times() {
    return times;
  }

  void addTimes(RecordTimes more) {
    times.addAll(more);
  }

  void add(Event event) {
    events.add(event);
    switch (event) {
      case Event.WindowApplied applied -> {
        for (int i = 0; i < applied.steps().size(); i++) { // for every window: no iterator
          add(applied.steps().get(i));
        }
        size(applied.spans(), applied.rejects());
      }
      case Event.WindowSkipped skipped -> size(skipped.spans(), skipped.rejects());
      case Event.RolledBack back -> wentBack = true;
      case Event.SpecificationChanged changed -> {
        for (String value : changed.changes().settings().values()) {
          bytes += 64 + 3 * value.length();
        }
      }
      default -> bytes += 64;
    }
  }

  private void add(StepReport step) {
    first = first == null ? step : first;
    last = step;
    lossSum += step.loss() * step.examples();
    lossExamples += step.examples();
    bytes += 48;
  }

  private void size(List<Span> spans, List<Reject> rejects) {
    bytes += 32 + spans.size() * 32;
    for (int i = 0; i < rejects.size(); i++) {
      bytes += 24 + 3 * rejects.get(i).reason().length();
    }
  }

  void addRejected(List<RejectedRecord> records) {
    if (!records.isEmpty()) { // which would make an array of none
      rejected.addAll(records);
    }
  }

  /**
   * What the metrics topic is told of it; null where nothing was learned and nothing taken back.
   *
   * @param figures of the state after it
   */
  MetricsRecord metrics(State state, Map<String, Double> figures, long nowMs) {
    if (first == null && !wentBack) {
      return null;
    }
    // After a roll-back the figures are those of an earlier step, and there is no loss yet.
    return new MetricsRecord(
        state.specification().run(),
        first == null ? state.step() + 1 : first.step(),
        first == null ? state.step() : last.step(),
        state.window(),
        state.examples(),
        state.rejected(),
        first == null ? Double.NaN : lossSum / lossExamples,
        first == null ? Double.NaN : last.learningRate(),
        first == null ? Double.NaN : last.gradientNorm(),
        figures,
        nowMs);
  }

  /** Begins the next one. */
  void clear() {
    wentBack = false;
    events = new ArrayList<>(events.size()); // blocks are mostly alike
    rejected.clear();
    times = new RecordTimes();
    bytes = 0;
    lossSum = 0;
    lossExamples = 0;
    first = null;
    last = null;
  }
}
