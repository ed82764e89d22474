package dev.gradstream.pipeline;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.State;
import java.util.function.Consumer;
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
    this.journal = journal;
    this.source = source;
    this.snapshots = snapshots;
    this.thread = thread;
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
    Survivors survivors = Survivors.of(journal.read(0));
    ReplayStart start = ReplayStart.of(started, range.fromStep(), journal, survivors, snapshots);
    State state = start.state();
    Comparison comparison = new Comparison(state, snapshots);
    var events = survivors.of(RecordedEvent.of(journal.read(start.nextSequence())), state.window());
    return Folding.fold(state, events, Copy.unlessOriginal(source, started, journal), thread)
        .doOnNext(folded -> progress.accept(state))
        .doOnNext(comparison::take)
        .takeUntil(
            folded ->
                comparison.over() || !comparison.suspects() && state.step() >= range.untilStep())
        .then(
            Mono.fromSupplier(
                () -> {
                  Verdict verdict = comparison.verdict();
                  if (verdict.identical()) {
                    end.accept(state);
                  }
                  return verdict;
                }));
  }

  /** The start that a journal records; empty for a journal without a block. */
  public static Mono<Event.RunStarted> startOf(Journal journal) {
    return journal.read(0).next().map((JournalBlock first) -> Recovery.startOf(first));
  }
}
