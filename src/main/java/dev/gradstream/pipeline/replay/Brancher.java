package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.settings.Settings;
import dev.gradstream.training.Branching;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Changes;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshots;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Makes a new run that goes on from a past state of another, under settings of its own.
 *
 * <p>The parent is only read. Of the branch a first block and a first snapshot are written, which
 * is all that training, resuming and replaying it need.
 */
public final class Brancher {
  /** What the first snapshot is pinned by: a branch rests on it when its parent is gone. */
  static final String PIN = "beginning";

  private final RunPorts parent;
  private final RunPorts branch;
  private final String writer;
  private final String version;
  private final InstantSource clock;
  private final Scheduler thread;

  /**
   * @param parent ports of the run to branch from
   * @param branch ports of the new run
   * @param writer names this process in the journal
   * @param version of gradstream, for the journal
   * @param thread one ordinary thread, which owns the states and may be blocked
   */
  public Brancher(
      RunPorts parent,
      RunPorts branch,
      String writer,
      String version,
      InstantSource clock,
      Scheduler thread) {
    this.parent = parent;
    this.branch = branch;
    this.writer = writer;
    this.version = version;
    this.clock = clock;
    this.thread = thread;
  }

  /** A branch that was made. */
  public record Made(Event.RunStarted started, Event.RunBranched branched) {}

  /**
   * Makes the branch. Fails with {@link BranchException} where there is no such state, or the
   * settings do not go with it.
   *
   * @param step of the parent after which the branch goes on: the last step of a window, or 0
   * @param settings of the branch from those of the parent, flat
   * @param progress told the parent's state while it is recomputed, on the given thread
   */
  public Mono<Made> branch(
      long step, UnaryOperator<SortedMap<String, String>> settings, Consumer<State> progress) {
    return Replayer.startOf(parent.journal())
        .publishOn(thread) // the journal's thread -> the one that owns the states
        .flatMap(
            started ->
                stateAt(started, step, progress)
                    .publishOn(thread) // likewise
                    .flatMap(state -> make(started, state, settings)));
  }

  private Mono<State> stateAt(Event.RunStarted started, long step, Consumer<State> progress) {
    AtomicReference<State> reached = new AtomicReference<>();
    AtomicLong before = new AtomicLong();
    Consumer<State> watch =
        state -> {
          if (state.step() < step) {
            before.set(state.step());
          }
          progress.accept(state);
        };
    // From before the step, so that the state is the one right after the window that ends with it.
    return new Replayer(parent.journal(), parent.source(), parent.snapshots(), thread)
        .withAncestors(parent.others(), false)
        .replay(started, new ReplayRange(Math.max(0, step - 1), step), watch, reached::set)
        .map(
            verdict -> {
              if (!verdict.identical()) {
                throw new BranchException(
                    "run '%s' does not come out as recorded, so nothing can be branched from it: %s"
                        .formatted(started.run(), verdict.difference().describe()));
              }
              requireReached(reached.get(), step, Math.max(before.get(), verdict.fromStep()));
              return reached.get();
            });
  }

  private static void requireReached(State state, long step, long before) {
    String run = state.specification().run();
    if (state.step() < step) {
      throw new BranchException(
          "run '%s' has only %,d steps so far, there is no step %,d to branch at"
              .formatted(run, state.step(), step));
    }
    if (state.step() > step && before >= step) {
      throw new BranchException(
          "run '%s' is a branch itself and begins after step %,d: branch its parent instead"
              .formatted(run, before));
    }
    if (state.step() > step) {
      throw new BranchException(
          "step %,d of run '%s' lies within window %,d, and only a window's end is a state to go on from: branch at step %,d or %,d"
              .formatted(step, run, state.window(), before, state.step()));
    }
  }

  private Mono<Made> make(
      Event.RunStarted parentStarted,
      State state,
      UnaryOperator<SortedMap<String, String>> settings) {
    SortedMap<String, String> before = state.flatSettings();
    SortedMap<String, String> wanted =
        CheckedSpecification.withoutIdle(before, settings.apply(new TreeMap<>(before)));
    CheckedSpecification asked = CheckedSpecification.of(Settings.ofFlat(wanted));
    Changes changes = Changes.between(before, asked.resolved());
    requireAllowed(changes);
    Event.RunStarted started =
        new Event.RunStarted(
            asked.specification().run(),
            asked.resolved(),
            Training.ARITHMETIC,
            version,
            parentStarted.topicId(),
            state.positions(),
            ends(parentStarted, asked),
            clock.millis());
    Event.RunBranched branched =
        new Event.RunBranched(
            parentStarted.run(),
            state.step(),
            state.window(),
            Certificate.hex(state.certificate()),
            changes);
    return write(started, branched, begin(started, branched, state));
  }

  // What the parameters stand for must stay what it is.
  private static void requireAllowed(Changes changes) {
    for (String fixed :
        List.of("source.topic", "source.format", "source.columns", "label.", "features")) {
      if (changes.touch(fixed)) {
        throw new BranchException(
            "%s cannot be changed in a branch: what was learned stands for these columns of this topic; train a run of its own for others"
                .formatted(fixed.replaceFirst("[.]$", "")));
      }
    }
  }

  private static State begin(Event.RunStarted started, Event.RunBranched branched, State parent) {
    try {
      return Branching.of(started, branched, parent);
    } catch (IllegalStateException otherArrays) {
      throw new BranchException(
          "these settings change what the state is made of, so the parent's cannot be carried on (%s); only settings that leave its shape alone can be changed: %s"
              .formatted(otherArrays.getMessage(), branched.changes().describe()));
    }
  }

  private Map<Integer, Long> ends(Event.RunStarted parentStarted, CheckedSpecification asked) {
    if (!asked.specification().source().bounded()) {
      return Map.of();
    }
    return parentStarted.endOffsets().isEmpty()
        ? branch.source().extent().endOffsets()
        : parentStarted.endOffsets();
  }

  private Mono<Made> write(Event.RunStarted started, Event.RunBranched branched, State state) {
    JournalBlock block =
        new JournalBlock(
            0, writer, "main", clock.millis(), state.certificate(), List.of(started, branched));
    // Looked at before it is acquired, which would stop whoever trains the run.
    return Mono.fromCallable(() -> branch.journal().start().isPresent())
        .doOnNext(exists -> requireNew(exists, started.run()))
        .doOnNext(exists -> branch.journal().acquire())
        .then(Mono.defer(() -> branch.journal().commit(new Commit(block, null, List.of()))))
        .then(Mono.defer(() -> branch.snapshots().write(Snapshots.of(state, 0))))
        .publishOn(thread) // likewise
        .then(Mono.fromSupplier(() -> pinned(new Made(started, branched))));
  }

  private static void requireNew(boolean exists, String run) {
    if (exists) {
      throw new BranchException("run '%s' exists already; choose another name".formatted(run));
    }
  }

  private Made pinned(Made made) {
    branch.snapshots().list().stream()
        .filter(stored -> stored.blockSequence() == 0)
        .forEach(stored -> branch.snapshots().pin(stored, PIN));
    return made;
  }
}
