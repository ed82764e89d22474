package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.port.StoredSnapshot;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.Specification;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Brings a run to where its journal ends: starts a new one, or takes the newest whole snapshot and
 * folds what the journal has after it.
 */
public final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final RunPorts ports;
  private final CheckedSpecification asked;
  private final String writer;
  private final String version;
  private final InstantSource clock;
  private final Scheduler thread;
  private long backTo = Long.MAX_VALUE;
  private long floor;

  public Recovery(
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
   * @param snapshotStep step of the snapshot it came from; 0 for none
   * @param floor window at which this journal begins; 0 but for a branch
   */
  public record Recovered(
      Event.RunStarted started, State state, long nextSequence, long snapshotStep, long floor) {}

  /** Brings the run to where it was right after a window, as if its journal said so at the end. */
  public Mono<Recovered> recoverTo(long window) {
    backTo = window;
    return recover();
  }

  public Mono<Recovered> recover() {
    return Mono.fromCallable(() -> ports.journal().start().orElse(null))
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
        .thenReturn(new Recovered(started, state, 1, 0, floor));
  }

  private Mono<Recovered> resume(JournalBlock first) {
    Event.RunStarted started = startOf(first);
    var differences = differences(started.specification());
    if (!differences.isEmpty()) {
      // Live changes since: what the run is now is as good as what it was started with.
      differences = differences(settingsNow(started));
    }
    if (!differences.isEmpty()) {
      return Mono.error(new ChangedSpecificationException(started.run(), differences));
    }
    checkTopic(started);
    Event.RunBranched branched = Beginning.of(first).branched();
    floor = branched == null ? 0 : branched.window();
    return fromSnapshot(started)
        .map(Mono::just)
        .orElseGet(() -> fromStart(started, first))
        .flatMap(this::fold);
  }

  private SortedMap<String, String> differences(Map<String, String> recorded) {
    return Specification.differences(CheckedSpecification.completed(recorded), asked.resolved());
  }

  private Map<String, String> settingsNow(Event.RunStarted started) {
    long first = ports.journal().firstSequence();
    return survivors(first).settings(RecordedEvent.of(ports.journal().read(first)), started);
  }

  // A snapshot is a cache of the fold: one that does not fit, whatever the reason, is passed over.
  private Optional<Recovered> fromSnapshot(Event.RunStarted started) {
    Optional<Snapshot> candidate = ports.snapshots().newest(this::survives);
    while (candidate.isPresent()) {
      Snapshot snapshot = candidate.get();
      try {
        State state = State.of(started);
        Snapshots.restore(snapshot, state);
        requireKnown(started, state, snapshot.blockSequence());
        return Optional.of(
            new Recovered(started, state, snapshot.blockSequence() + 1, snapshot.step(), floor));
      } catch (IllegalStateException unfit) {
        LOG.warn(
            "run '{}': the snapshot of step {} is passed over, this start takes longer: {}",
            started.run(),
            snapshot.step(),
            unfit.getMessage());
      }
      candidate =
          ports
              .snapshots()
              .newest(
                  stored -> stored.blockSequence() < snapshot.blockSequence() && survives(stored));
    }
    return Optional.empty();
  }

  // A snapshot of what was rolled back since is no part of the history.
  private boolean survives(StoredSnapshot stored) {
    return stored.blockSequence() >= ports.journal().firstSequence()
        && survivors(stored.blockSequence() + 1).holds(stored.blockSequence(), stored.window());
  }

  private Survivors survivors(long fromSequence) {
    Survivors survivors = Survivors.of(ports.journal().read(fromSequence), fromSequence);
    return backTo == Long.MAX_VALUE ? survivors : survivors.backTo(backTo);
  }

  private Mono<Recovered> fromStart(Event.RunStarted started, JournalBlock first) {
    long kept = ports.journal().firstSequence();
    if (kept > 0) {
      return Mono.error(ReplayStart.truncated(started.run(), kept));
    }
    Event.RunBranched branched = Beginning.of(first).branched();
    Mono<State> fresh =
        branched == null
            ? Mono.fromSupplier(() -> State.of(started))
            : new Ancestry(ports.others(), thread, false)
                .beginningOf(started, branched, first)
                .publishOn(thread); // a journal's thread -> the thread that owns the state
    return fresh
        .doOnNext(state -> requireKnown(started, state, 0))
        .map(state -> new Recovered(started, state, 1, 0, floor));
  }

  // The state's own last block is not folded again, but it may be the one that ended the run, and
  // its certificate tells whether the state is of this journal's history at all.
  private void requireKnown(Event.RunStarted started, State state, long sequence) {
    RecordedEvent last = null;
    var events = RecordedEvent.of(ports.journal().read(sequence).take(1));
    while (events.hasNext()) {
      last = events.next();
    }
    if (last == null) {
      throw new IllegalStateException("the journal ends before block " + sequence);
    }
    if (!Arrays.equals(last.block().certificate(), state.certificate())) {
      throw new IllegalStateException(
          "block %d of the journal has certificate %s, the state has %s"
              .formatted(
                  sequence,
                  Certificate.hex(last.block().certificate()),
                  Certificate.hex(state.certificate())));
    }
    if (last.event() instanceof Event.RunEnded ended) {
      throw new RunEndedException(started.run(), ended.reason(), state.step());
    }
  }

  private Mono<Recovered> fold(Recovered from) {
    State state = from.state();
    Survivors survivors = survivors(from.nextSequence());
    var events =
        survivors.of(RecordedEvent.of(ports.journal().read(from.nextSequence())), state.window());
    long nextSequence = Math.max(from.nextSequence(), survivors.nextBlock());
    return Folding.fold(state, events, ports.source(), thread)
        .doOnNext(folded -> requireAgreement(folded, state))
        .then(
            Mono.fromSupplier(
                () ->
                    new Recovered(
                        from.started(), state, nextSequence, from.snapshotStep(), floor)));
  }

  /** The start of a run from the first block of its journal. */
  static Event.RunStarted startOf(JournalBlock first) {
    if (first.sequence() == 0 && first.events().getFirst() instanceof Event.RunStarted started) {
      requireArithmetic(started);
      return started;
    }
    throw new IllegalStateException(
        "the journal does not begin with the start of its run, but with block " + first.sequence());
  }

  // Another contract gives other bits: no example or journal is to blame for that.
  private static void requireArithmetic(Event.RunStarted started) {
    if (started.arithmetic() != Training.ARITHMETIC) {
      throw new IllegalStateException(
          "run '%s' was computed under arithmetic %d, and this gradstream computes under %d: use the version that started the run, %s"
              .formatted(
                  started.run(), started.arithmetic(), Training.ARITHMETIC, started.version()));
    }
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
