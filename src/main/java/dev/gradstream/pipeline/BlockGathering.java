package dev.gradstream.pipeline;

import dev.gradstream.codec.WriterSchemas;
import dev.gradstream.optim.StoppingCriteria;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommitPace;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Control;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.SnapshotPace;
import dev.gradstream.pipeline.replay.Recovery;
import dev.gradstream.pipeline.window.Cut;
import dev.gradstream.pipeline.window.Stages;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.Changes;
import dev.gradstream.training.Event;
import dev.gradstream.training.Input;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.MetricsRecord;
import dev.gradstream.training.Report;
import dev.gradstream.training.Snapshot;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import reactor.core.publisher.SynchronousSink;

/**
 * The gradient and optimizer stages, and what gathers their events into blocks: every window goes
 * through the fold, and a block is closed when the commit interval is over, when it has as many
 * steps as a transaction may have or grows too large for one message, or at the end.
 *
 * <p>Owns the state while the session lasts. Training thread only.
 */
final class BlockGathering {
  private final State state;
  private final String writer;
  private CommitPace pace;
  private OptionalLong timeLimit; // in milliseconds since the run's start
  private final SnapshotTaking snapshots;
  private final CommandDesk desk;
  private final InstantSource clock;
  private final BooleanSupplier stopAsked;
  private final Stages stages;
  private final Throughput throughput;
  private final Looking looking;
  private final long floor; // window before which this journal knows nothing
  private final long firstExample;
  private final long startedAtMs;
  private final long startNanos = System.nanoTime();

  private final OpenBlock open = new OpenBlock();
  private Map<Integer, Long> endOffsets = Map.of();
  private Map<String, Double> figures;
  private long sequence;
  private long openedAtMs;
  private final AtomicLong committed = new AtomicLong(); // blocks of this session
  private long closed; // likewise, handed over
  private LongConsumer maxWait = ms -> {};

  BlockGathering(
      Recovery.Recovered recovered,
      String writer,
      CheckedSpecification asked,
      InstantSource clock,
      Stages stages,
      CommandDesk desk,
      BooleanSupplier stopAsked,
      BooleanSupplier watched) {
    this.state = recovered.state();
    this.sequence = recovered.nextSequence();
    this.writer = writer;
    this.pace = asked.pace();
    this.snapshots =
        new SnapshotTaking(state, asked.snapshots(), recovered.snapshotStep(), clock.millis());
    this.desk = desk;
    this.clock = clock;
    this.stages = stages;
    this.stopAsked = stopAsked;
    figures = state.figures();
    floor = recovered.floor();
    firstExample = state.examples();
    startedAtMs = recovered.started().startedAtMs();
    throughput = new Throughput(state.examples());
    looking = new Looking(state, watched);
    timeLimit = timeLimit();
    change(state.changes());
  }

  private OptionalLong timeLimit() {
    return StoppingCriteria.timeMs(state.specification().settings().child("stop"));
  }

  /** Takes one signal of the window stage; sends a block on when one is complete. */
  void accept(Cut cut, SynchronousSink<PendingBlock> blocks) {
    PendingBlock block =
        switch (cut) {
          case Cut.Window window -> learn(window);
          case Cut.Tick tick -> {
            endOffsets = tick.endOffsets();
            yield null;
          }
          case Cut.SourceEnd end -> end(end.reason());
        };
    if (block == null && desk.isWaiting()) {
      block = answer();
    }
    if (block == null) {
      block = timeOver();
    }
    if (block == null) {
      block = closeIfDue();
    }
    if (block != null) {
      blocks.next(block);
    }
  }

  // The core has no clock: that the time is over is told to the fold, and stands in the journal.
  private PendingBlock timeOver() {
    return timeLimit.isPresent() && clock.millis() - startedAtMs >= timeLimit.getAsLong()
        ? end(
            "time: "
                + state.specification().settings().child("stop").text("time")
                + " since the start are over")
        : null;
  }

  private PendingBlock learn(Cut.Window window) {
    long start = System.nanoTime();
    if (open.isEmpty()) {
      openedAtMs = clock.millis();
    }
    recordSchemas(window.rows().schemas());
    looking.before();
    Report report = Training.apply(state, window.rows().sealed(window.seal()));
    stages.add(Stages.Stage.LEARN, start);
    if (report.divergence() != null) {
      return diverged(window, report.divergence());
    }
    looking.after();
    open.addRejected(window.rows().rejected());
    if (report.event() instanceof Event.WindowApplied) {
      open.addTimes(window.rows().times());
    }
    add(report.event());
    return report.stop() == null ? null : end(report.stop());
  }

  // Right before the first window that was read with them, so that where they stand in the journal
  // follows from the topic, too, and a replay asks no registry.
  private void recordSchemas(SortedMap<Long, String> schemas) {
    if (schemas.isEmpty()) {
      return;
    }
    SortedMap<String, String> fresh = new TreeMap<>();
    schemas.forEach((number, text) -> fresh.put(WriterSchemas.SETTINGS + number, text));
    fresh.keySet().removeAll(state.flatSettings().keySet());
    if (!fresh.isEmpty()) {
      Changes changes = new Changes(fresh, List.of());
      add(
          Training.apply(
                  state, new Input.Order(new Event.SpecificationChanged(Event.NO_COMMAND, changes)))
              .event());
    }
  }

  // Answers are committed at once: somebody waits for them. What a change computes is vouched for
  // by the certificate of a block that ends with it.
  private PendingBlock answer() {
    boolean answered = false;
    List<Control.Placed> commands = desk.next();
    var withdrawn = CommandDesk.withdrawn(commands);
    for (Control.Placed placed : commands) {
      Input input = desk.answer(placed, withdrawn);
      if (input instanceof Input.End end) {
        return end(end);
      }
      if (input != null) {
        add(Training.apply(state, input).event());
        answered = true;
      }
    }
    return answered ? close(null, null) : null;
  }

  // What came before is good and is committed; the state itself is not used again but for its
  // counts, its orders and its certificate.
  private PendingBlock diverged(Cut.Window window, String divergence) {
    Remedy remedy = Remedy.of(state.divergencePolicy(), state, floor, window, divergence);
    return remedy instanceof Remedy.End end
        ? end(Outcome.DIVERGED + end.reason())
        : close(null, remedy);
  }

  /**
   * What is done about a divergence, as the first block of a session whose state was rebuilt for
   * it.
   */
  PendingBlock remedied(Remedy remedy) {
    switch (remedy) {
      case Remedy.Skip skip -> {
        open.addRejected(skip.rejected());
        add(Training.apply(state, skip.window()).event());
      }
      case Remedy.Back back -> add(Training.apply(state, back.of(state)).event());
      case Remedy.End end -> throw new IllegalStateException("an end needs no other session");
    }
    snapshots.want(); // the next window may diverge, too, and this need not be folded again
    return close(null, null);
  }

  private void add(Event event) {
    open.add(event);
    switch (event) {
      case Event.RolledBack back -> change(back.changes());
      case Event.SpecificationChanged changed -> change(changed.changes());
      default -> {}
    }
  }

  private void change(Changes changes) {
    Settings settings = state.specification().settings();
    if (changes.touch("commit.")) {
      pace = CommitPace.of(settings.child("commit"));
    }
    if (changes.touch("stop.")) {
      timeLimit = timeLimit();
    }
    if (changes.touch("snapshot.")) {
      snapshots.pace(SnapshotPace.of(settings.child("snapshot")));
    }
    if (changes.touch("window.maxWait")) {
      maxWait.accept(state.specification().window().maxWaitMs());
    }
  }

  /** Has somebody told when the longest wait of a window changes, in milliseconds. */
  void onMaxWait(LongConsumer told) {
    maxWait = told;
  }

  private PendingBlock closeIfDue() {
    if (stopAsked.getAsBoolean()) {
      return close(outcome(false, "interrupted"), null);
    }
    return isDue() ? close(null, null) : null;
  }

  // While a commit is under way the next block may grow instead of waiting for it in vain: so a
  // slow commit, such as one beside a large snapshot, does not hold training up.
  private boolean isDue() {
    long nowMs = clock.millis();
    if (open.isEmpty()) {
      return snapshots.isDue(state, nowMs) && committed.get() == closed;
    }
    return open.isFull()
        || pace.isFull(open.steps())
        || nowMs - openedAtMs >= pace.intervalMs() && committed.get() == closed;
  }

  /** Has a snapshot taken as soon as there is room, whatever the pace; training thread. */
  void wantSnapshot() {
    snapshots.want();
  }

  /** A block was committed; any thread. */
  void committed() {
    committed.incrementAndGet();
  }

  /** A snapshot was written, or will never be; any thread. */
  void snapshotDone() {
    snapshots.done();
  }

  private PendingBlock end(String reason) {
    return end(new Input.End(reason));
  }

  private PendingBlock end(Input.End end) {
    if (!end.reason().startsWith(Outcome.DIVERGED)) {
      figures = state.figures();
    }
    open.add(Training.apply(state, end).event());
    return close(outcome(true, end.reason()), null);
  }

  private PendingBlock close(Outcome outcome, Remedy remedy) {
    boolean diverged = remedy != null || outcome != null && outcome.diverged();
    if (!diverged) {
      figures = state.figures();
    }
    Commit commit = null;
    CommittedBlock shown = null;
    long nowMs = clock.millis();
    if (!open.isEmpty()) {
      JournalBlock block =
          new JournalBlock(sequence++, writer, "main", nowMs, state.certificate(), open.events());
      MetricsRecord metrics = open.metrics(state, figures, nowMs);
      commit = new Commit(block, metrics, open.rejected());
      closed++;
      shown =
          new CommittedBlock(
              state.specification().run(),
              block,
              metrics,
              lag(),
              stages.drain(),
              throughput.perSecond(state.examples()),
              open.times(),
              looking.taken());
    }
    PendingBlock pending =
        new PendingBlock(
            shown, commit, diverged ? null : snapshot(outcome != null, nowMs), outcome, remedy);
    open.clear();
    return pending;
  }

  private Supplier<Snapshot> snapshot(boolean atEnd, long nowMs) {
    long block = sequence - 1;
    return atEnd ? snapshots.takeLast(state, block) : snapshots.take(state, block, nowMs);
  }

  // Records that are in the topic and not yet in the state.
  private Map<Integer, Long> lag() {
    Map<Integer, Long> lag = new TreeMap<>();
    state
        .positions()
        .forEach(
            (partition, position) ->
                lag.put(
                    partition,
                    Math.max(0, endOffsets.getOrDefault(partition, position) - position)));
    return Collections.unmodifiableMap(lag);
  }

  private Outcome outcome(boolean ended, String reason) {
    return new Outcome(
        state.specification().run(),
        ended,
        reason,
        state.step(),
        state.window(),
        state.examples(),
        state.rejected(),
        state.certificate(),
        figures,
        state.examples() - firstExample,
        System.nanoTime() - startNanos);
  }
}
