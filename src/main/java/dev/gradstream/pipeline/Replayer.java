package dev.gradstream.pipeline;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.State;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Recomputes a run from its journal and its topic, from the start and from nothing else, and
 * compares every step.
 *
 * <p>Reads only. What was recorded is never taken for what is computed: both are kept until one
 * differs.
 */
public final class Replayer {
  private final Journal journal;
  private final ExampleSource source;
  private final Scheduler thread;

  /**
   * @param thread one ordinary thread, which may be blocked while the journal is read
   */
  public Replayer(Journal journal, ExampleSource source, Scheduler thread) {
    this.journal = journal;
    this.source = source;
    this.thread = thread;
  }

  /**
   * Replays the run.
   *
   * @param untilStep last step to recompute; {@link Long#MAX_VALUE} for all
   * @param progress told the state now and then, on the replaying thread
   */
  public Mono<Verdict> replay(Event.RunStarted started, long untilStep, Consumer<State> progress) {
    return Mono.defer(() -> replayNow(started, untilStep, progress)).subscribeOn(thread);
  }

  private Mono<Verdict> replayNow(
      Event.RunStarted started, long untilStep, Consumer<State> progress) {
    State state = State.of(started);
    Comparison comparison = new Comparison(state);
    var events = RecordedEvent.of(journal.read(0));
    return Folding.fold(state, events, source, thread)
        .doOnNext(folded -> progress.accept(state))
        .doOnNext(comparison::take)
        .takeUntil(folded -> comparison.decided() || state.step() >= untilStep)
        .then(Mono.fromSupplier(comparison::verdict));
  }

  /** The start that a journal records; empty for a journal without a block. */
  public static Mono<Event.RunStarted> startOf(Journal journal) {
    return journal.read(0).next().map((JournalBlock first) -> Recovery.startOf(first));
  }
}
