package dev.gradstream.pipeline.replay;

import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.training.Event;
import dev.gradstream.training.NamedArray;
import dev.gradstream.training.Predictions;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import dev.gradstream.training.StepReport;
import dev.gradstream.training.Training;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The model as it would be had it never seen one record: the run is recomputed twice from just
 * before the record on, once as it was and once with that record left out of its mini-batch. All
 * other mini-batches stay what they were. Lives as long as one question; on the given thread.
 */
public final class Counterfactual {
  /** Examples, the last of the run, whose predictions are compared. */
  private static final int RECENT = 1_000;

  private final RunPorts run;
  private final Scheduler thread;
  private final Deque<Rows> recent = new ArrayDeque<>();
  private int recentRows;
  private State other; // null before the record
  private double lossWith;
  private double lossWithout;
  private long examplesWith;
  private long examplesWithout;

  public Counterfactual(RunPorts run, Scheduler thread) {
    this.run = run;
    this.thread = thread;
  }

  /**
   * How far one record moved a model.
   *
   * @param window the window that has the record
   * @param firstStep of that window
   * @param lastStep of the run
   * @param distance Euclidean distance of the parameters at the end
   * @param norm Euclidean norm of the real parameters at the end
   * @param farthest the tensor that differs most, and by how much
   * @param recent number of examples, the last of the run, whose predictions are compared
   * @param meanMove mean absolute difference of a prediction
   * @param largestMove largest absolute difference
   * @param lossWith mean training loss after the record's window, as it was
   * @param lossWithout the same without the record
   * @param figuresWith figures of the run
   * @param figuresWithout figures without the record
   */
  public record Effect(
      long window,
      long firstStep,
      long lastStep,
      double distance,
      double norm,
      Map.Entry<String, Double> farthest,
      int recent,
      double meanMove,
      double largestMove,
      double lossWith,
      double lossWithout,
      Map<String, Double> figuresWith,
      Map<String, Double> figuresWithout) {}

  /**
   * Answers for one record.
   *
   * @param progress told the state as it was, on the given thread
   * @throws SourceException by way of the mono, where the run has no such record
   */
  public Mono<Effect> without(
      Event.RunStarted started, int partition, long offset, Consumer<State> progress) {
    return Mono.defer(
            () -> {
              Event.WindowApplied window = window(partition, offset);
              int row = row(window, partition, offset);
              return recompute(started, window, row, progress);
            })
        .subscribeOn(thread);
  }

  private Event.WindowApplied window(int partition, long offset) {
    for (Iterator<History.Told> told = new History(run.journal()).events(); told.hasNext(); ) {
      if (told.next().event() instanceof Event.WindowApplied applied
          && applied.spans().stream()
              .anyMatch(
                  span ->
                      span.partition() == partition
                          && span.fromOffset() <= offset
                          && offset < span.toOffsetExclusive())) {
        return applied;
      }
    }
    throw new SourceException(
        "the run never learned from partition %d, offset %d".formatted(partition, offset));
  }

  private int row(Event.WindowApplied window, int partition, long offset) {
    for (WindowRecords.Found found : WindowRecords.of(run.source(), window)) {
      if (found.partition() == partition && found.offset() == offset) {
        if (found.row() < 0) {
          throw new SourceException(
              "partition %d, offset %d was rejected in window %,d, so nothing was learned from it"
                  .formatted(partition, offset, window.window()));
        }
        return found.row();
      }
    }
    throw new SourceException(
        "partition %d has no record at offset %d, it is a hole in window %,d"
            .formatted(partition, offset, window.window()));
  }

  private Mono<Effect> recompute(
      Event.RunStarted started, Event.WindowApplied window, int row, Consumer<State> progress) {
    long before = window.steps().isEmpty() ? 0 : window.steps().getFirst().step() - 1;
    return Past.of(run, started, before, thread)
        .flatMap(
            past -> {
              State state = past.state();
              return past.events()
                  .doOnNext(joined -> both(started, state, window.window(), row, joined))
                  .doOnNext(joined -> progress.accept(state))
                  .then(Mono.fromSupplier(() -> effect(window, state)));
            });
  }

  private void both(
      Event.RunStarted started, State state, long window, int row, RecordedCutter.Joined joined) {
    Event recorded = joined.recorded().event();
    boolean here = recorded instanceof Event.WindowApplied applied && applied.window() == window;
    if (here) {
      other = State.of(started);
      Snapshots.restore(Snapshots.of(state, 0), other);
    }
    Folding.Folded real = Folding.apply(state, joined);
    if (!real.agrees()) {
      throw new IllegalStateException(
          "the run does not come out as recorded: " + Difference.of(real).describe());
    }
    if (other == null) {
      return;
    }
    Event otherwise =
        here
            ? Training.apply(
                    other,
                    joined.rows().sealedWithout(row, ((Event.WindowApplied) recorded).seal()))
                .event()
            : Folding.apply(other, joined).computed();
    if (otherwise == null) {
      throw new IllegalStateException(
          "without the record the run does not get past window %,d: it diverges, or an event of its journal cannot follow"
              .formatted(state.window()));
    }
    if (!here && recorded instanceof Event.WindowApplied with) {
      add(with, otherwise);
    }
    keep(joined);
  }

  private void add(Event.WindowApplied with, Event without) {
    for (StepReport step : with.steps()) {
      lossWith += step.loss() * step.examples();
      examplesWith += step.examples();
    }
    if (without instanceof Event.WindowApplied applied) {
      for (StepReport step : applied.steps()) {
        lossWithout += step.loss() * step.examples();
        examplesWithout += step.examples();
      }
    }
  }

  private void keep(RecordedCutter.Joined joined) {
    if (joined.rows() == null || joined.rows().rows().count() == 0) {
      return;
    }
    Rows rows = joined.rows().rows();
    Rows copy = new Rows(rows.layout(), rows.count());
    copy.addAll(rows, 0, rows.count());
    recent.add(copy);
    recentRows += copy.count();
    while (recentRows - recent.peek().count() >= RECENT) {
      recentRows -= recent.poll().count();
    }
  }

  private Effect effect(Event.WindowApplied window, State state) {
    double sum = 0;
    double norm = 0;
    Map.Entry<String, Double> farthest = Map.entry("", 0.0);
    List<NamedArray> with = Snapshots.of(state, 0).arrays();
    List<NamedArray> without = Snapshots.of(other, 0).arrays();
    for (int a = 0; a < with.size(); a++) {
      if (with.get(a).name().startsWith("parameters/")) {
        double distance = squaredDistance(with.get(a), without.get(a));
        sum += distance;
        norm += squaredDistance(with.get(a), null);
        if (Math.sqrt(distance) > farthest.getValue()) {
          farthest = Map.entry(with.get(a).name(), Math.sqrt(distance));
        }
      }
    }
    double moved = 0;
    double most = 0;
    int predictions = 0;
    for (Rows rows : recent) {
      double[] one = Predictions.of(state, rows);
      double[] two = Predictions.of(other, rows);
      for (int i = 0; i < one.length; i++) {
        moved += Math.abs(one[i] - two[i]);
        most = Math.max(most, Math.abs(one[i] - two[i]));
      }
      predictions += one.length;
    }
    return new Effect(
        window.window(),
        window.steps().isEmpty() ? 0 : window.steps().getFirst().step(),
        state.step(),
        Math.sqrt(sum),
        Math.sqrt(norm),
        farthest,
        recentRows,
        moved / Math.max(1, predictions),
        most,
        lossWith / examplesWith,
        lossWithout / examplesWithout,
        state.figures(),
        other.figures());
  }

  private static double squaredDistance(NamedArray one, NamedArray two) {
    double sum = 0;
    int count = one.rows() * one.columns();
    for (int i = 0; i < count; i++) {
      double difference = number(one, i) - (two == null ? 0 : number(two, i));
      sum += difference * difference;
    }
    return sum;
  }

  private static double number(NamedArray array, int i) {
    return switch (array.values()) {
      case float[] values -> values[i];
      case double[] values -> values[i];
      default -> 0;
    };
  }
}
