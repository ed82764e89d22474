package dev.gradstream.pipeline;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.Specification;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Brings a run to where its journal ends: starts a new one, or takes the newest whole snapshot and
 * folds what the journal has after it.
 */
final class Recovery {
  private final RunPorts ports;
  private final CheckedSpecification asked;
  private final String writer;
  private final String version;
  private final InstantSource clock;
  private final Scheduler thread;

  Recovery(
      RunPorts ports,
      CheckedSpecification asked,
      String writer,
      String version,
      InstantSource clock,
      Scheduler thread) {
    this.ports = ports;
    this.asked = asked;
    this.writer = writer;
    this.version = version;
    this.clock = clock;
    this.thread = thread;
  }

  /**
   * A run ready to go on.
   *
   * @param nextSequence number of the next journal block
   */
  record Recovered(Event.RunStarted started, State state, long nextSequence) {}

  Mono<Recovered> recover() {
    return ports
        .journal()
        .read(0)
        .next()
        .publishOn(thread) // journal's thread -> the thread that owns the state
        .flatMap(this::resume)
        .switchIfEmpty(Mono.defer(this::start));
  }

  private Mono<Recovered> start() {
    SourceExtent extent = ports.source().extent();
    var source = asked.specification().source();
    SortedMap<Integer, Long> from =
        source.fromEarliest() ? extent.beginOffsets() : extent.endOffsets();
    Event.RunStarted started =
        new Event.RunStarted(
            asked.specification().run(),
            asked.resolved(),
            Training.ARITHMETIC,
            version,
            extent.topicId(),
            from,
            source.bounded() ? extent.endOffsets() : Map.of(),
            clock.millis());
    State state = State.of(started);
    JournalBlock block =
        new JournalBlock(0, writer, "main", clock.millis(), state.certificate(), List.of(started));
    return ports
        .journal()
        .commit(new Commit(block, null, List.of()))
        .thenReturn(new Recovered(started, state, 1));
  }

  private Mono<Recovered> resume(JournalBlock first) {
    Event.RunStarted started = startOf(first);
    var differences = Specification.differences(started.specification(), asked.resolved());
    if (!differences.isEmpty()) {
      return Mono.error(new ChangedSpecificationException(started.run(), differences));
    }
    checkTopic(started);
    State state = State.of(started);
    Snapshot snapshot = ports.snapshots().newest(Long.MAX_VALUE).orElse(null);
    if (snapshot != null) {
      Snapshots.restore(snapshot, state);
    }
    long after = snapshot == null ? 0 : snapshot.blockSequence();
    long[] lastSequence = {after};
    var blocks = RecordedEvent.of(ports.journal().read(after));
    // The snapshot's own block is in the state already, but it may be the one that ended the run.
    RecordedEvent known;
    do {
      known = blocks.next();
      if (known.event() instanceof Event.RunEnded ended) {
        throw new RunEndedException(started.run(), ended.reason(), state.step());
      }
    } while (!known.lastOfBlock());
    return fold(started, state, blocks, lastSequence);
  }

  private Mono<Recovered> fold(
      Event.RunStarted started, State state, Iterator<RecordedEvent> events, long[] lastSequence) {
    return Folding.fold(state, events, ports.source(), thread)
        .doOnNext(
            folded -> {
              requireAgreement(folded, state);
              lastSequence[0] = folded.recorded().block().sequence();
            })
        .then(Mono.fromSupplier(() -> new Recovered(started, state, lastSequence[0] + 1)));
  }

  /** The start of a run from the first block of its journal. */
  static Event.RunStarted startOf(JournalBlock first) {
    if (first.sequence() == 0 && first.events().getFirst() instanceof Event.RunStarted started) {
      return started;
    }
    throw new IllegalStateException(
        "the journal does not begin with the start of its run, but with block " + first.sequence());
  }

  private void checkTopic(Event.RunStarted started) {
    String topicId = ports.source().extent().topicId();
    if (!topicId.equals(started.topicId())) {
      throw new SourceException(
          "topic '%s' was deleted and made anew since run '%s' started (its id was %s, and is %s): the run cannot go on with other examples; start another run"
              .formatted(
                  asked.specification().source().topic(),
                  started.run(),
                  started.topicId(),
                  topicId));
    }
  }

  private static void requireAgreement(Folding.Folded folded, State state) {
    if (folded.recorded().event() instanceof Event.RunEnded ended) {
      throw new RunEndedException(state.specification().run(), ended.reason(), state.step());
    }
    if (!folded.agrees()) {
      throw new IllegalStateException(
          "run '%s' cannot be resumed, what its journal recorded is not what comes out now: %s (see: gradstream replay %s)"
              .formatted(
                  state.specification().run(),
                  Difference.of(folded).describe(),
                  state.specification().run()));
    }
  }
}
