package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.training.Event;
import dev.gradstream.training.State;
import java.util.function.Consumer;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Recomputes a run from its journal and its topic, and compares every step: from the start and from
 * nothing else, or from a snapshot that the journal's certificate vouches for.
 *
 * <p>Reads only. What was recorded is never taken for what is computed: both are kept until one
 * differs.
 */
public final class Replayer {
  private final Journal journal;
  private final ExampleSource source;
  private final SnapshotStore snapshots;
  private final Scheduler thread;
  private final Ancestry ancestry; // null: a branch is taken from its own first snapshot only

  /** Without snapshots: bits that differ are not named, and every replay begins at the start. */
  public Replayer(Journal journal, ExampleSource source, Scheduler thread) {
    this(journal, source, new MemorySnapshots(), thread);
  }

  /**
   * @param source the run's topic, or a copy of it
   * @param thread one ordinary thread, which may be blocked while the journal is read
   */
  public Replayer(
      Journal journal, ExampleSource source, SnapshotStore snapshots, Scheduler thread) {
    this(journal, source, snapshots, thread, null);
  }

  private Replayer(
      Journal journal,
      ExampleSource source,
      SnapshotStore snapshots,
      Scheduler thread,
      Ancestry ancestry) {
    this.journal = journal;
    this.source = source;
    this.snapshots = snapshots;
    this.thread = thread;
    this.ancestry = ancestry;
  }

  /**
   * The same for a run that may be a branch.
   *
   * @param runs ports of a run by its name
   * @param fromStarts recompute what it has of its ancestors, too, from the first step of the
   *     first; else only where its own first snapshot is gone
   */
  public Replayer withAncestors(Function<String, RunPorts> runs, boolean fromStarts) {
    return new Replayer(journal, source, snapshots, thread, new Ancestry(runs, thread, fromStarts));
  }

  /**
   * Replays the run from its start.
   *
   * @param untilStep last step to recompute; {@link Long#MAX_VALUE} for all
   * @param progress told the state now and then, on the replaying thread
   */
  public Mono<Verdict> replay(Event.RunStarted started, long untilStep, Consumer<State> progress) {
    return replay(started, ReplayRange.until(untilStep), progress, state -> {});
  }

  /**
   * Replays a stretch of the run.
   *
   * @param progress told the state now and then, on the replaying thread
   * @param end told the state after the last step, where every step is identical
   */
  public Mono<Verdict> replay(
      Event.RunStarted started, ReplayRange range, Consumer<State> progress, Consumer<State> end) {
    return Mono.defer(() -> replayNow(started, range, progress, end)).subscribeOn(thread);
  }

  private Mono<Verdict> replayNow(
      Event.RunStarted started, ReplayRange range, Consumer<State> progress, Consumer<State> end) {
    Survivors survivors = Survivors.of(journal.read(journal.firstSequence()));
    return new ReplayStart(started, journal, survivors, snapshots, ancestry)
        .at(range.fromStep())
        .publishOn(thread) // back from the journal's thread
        .flatMap(
            begun -> {
              State state = begun.state();
              Comparison comparison = new Comparison(state, snapshots);
              return fold(begun, survivors, started, range)
                  .doOnNext(folded -> progress.accept(state))
                  .doOnNext(comparison::take)
                  .takeUntil(folded -> isOver(comparison, state, range))
                  .then(Mono.fromSupplier(() -> verdict(comparison, state, end)));
            });
  }

  private Flux<Folding.Folded> fold(
      ReplayStart.Begun begun, Survivors survivors, Event.RunStarted started, ReplayRange range) {
    State state = begun.state();
    if (state.step() >= range.untilStep()) {
      return Flux.empty();
    }
    var events = survivors.of(RecordedEvent.of(journal.read(begun.nextSequence())), state.window());
    return Folding.fold(state, events, Copy.unlessOriginal(source, started, journal), thread);
  }

  private static boolean isOver(Comparison comparison, State state, ReplayRange range) {
    return comparison.over() || !comparison.suspects() && state.step() >= range.untilStep();
  }

  private static Verdict verdict(Comparison comparison, State state, Consumer<State> end) {
    Verdict verdict = comparison.verdict();
    if (verdict.identical()) {
      end.accept(state);
    }
    return verdict;
  }

  /** The start that a journal records; empty for a journal without a block. */
  public static Mono<Event.RunStarted> startOf(Journal journal) {
    return Mono.fromCallable(() -> journal.start().orElse(null)).map(Recovery::startOf);
  }
}
