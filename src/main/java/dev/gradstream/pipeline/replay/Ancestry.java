package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.training.Branching;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.State;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The state with which a branch begins, recomputed through its parent, and that parent's own where
 * it is a branch, too.
 *
 * @param runs ports of a run by its name
 * @param thread owns the states
 * @param fromStarts recompute from the first ancestor's first step; else from the newest snapshots
 */
public record Ancestry(Function<String, RunPorts> runs, Scheduler thread, boolean fromStarts) {

  /** The branch's state right after its first block. */
  Mono<State> beginningOf(
      Event.RunStarted started, Event.RunBranched branched, JournalBlock first) {
    return parentOf(branched)
        .map(parent -> Branching.of(started, branched, parent))
        .doOnNext(
            state -> {
              if (!Arrays.equals(state.certificate(), first.certificate())) {
                throw new IllegalStateException(
                    "block 0 of the journal of run '%s' was altered: its certificate is recorded as %s, and comes out as %s"
                        .formatted(
                            started.run(),
                            Certificate.hex(first.certificate()),
                            Certificate.hex(state.certificate())));
              }
            });
  }

  /** The parent's state where the branch leaves it. */
  private Mono<State> parentOf(Event.RunBranched branched) {
    return Mono.using(
        () -> runs.apply(branched.parent()),
        ports ->
            Replayer.startOf(ports.journal())
                .switchIfEmpty(Mono.error(() -> gone(branched)))
                .flatMap(started -> stateAt(started, branched, ports)),
        RunPorts::close);
  }

  private Mono<State> stateAt(
      Event.RunStarted started, Event.RunBranched branched, RunPorts ports) {
    AtomicReference<State> reached = new AtomicReference<>();
    // From before the step, so that it is left right after the window that the branch names.
    long from = fromStarts ? 0 : Math.max(0, branched.step() - 1);
    return new Replayer(ports.journal(), ports.source(), ports.snapshots(), thread)
        .withAncestors(runs, fromStarts)
        .replay(started, new ReplayRange(from, branched.step()), state -> {}, reached::set)
        .map(
            verdict -> {
              if (!verdict.identical()) {
                throw new IllegalStateException(
                    "parent run '%s' does not come out as recorded: %s"
                        .formatted(started.run(), verdict.difference().describe()));
              }
              return reached.get();
            });
  }

  private static IllegalStateException gone(Event.RunBranched branched) {
    return new IllegalStateException(
        "the journal of parent run '%s' is gone: the branch can be replayed only from its own first snapshot"
            .formatted(branched.parent()));
  }
}
