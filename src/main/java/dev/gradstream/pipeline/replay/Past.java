package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.training.Event;
import dev.gradstream.training.State;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * A recorded run as it was after a step.
 *
 * @param state its state then; whoever takes the events applies them to it
 * @param events what followed, each joined with the rows it names
 */
record Past(State state, Flux<RecordedCutter.Joined> events) {

  /**
   * @param step the last one of a window; 0 for the start
   * @param thread that folds
   */
  static Mono<Past> of(RunPorts run, Event.RunStarted started, long step, Scheduler thread) {
    Survivors survivors = Survivors.of(run.journal().read(run.journal().firstSequence()));
    Ancestry ancestry = new Ancestry(run.others(), thread, false);
    return new ReplayStart(started, run.journal(), survivors, run.snapshots(), ancestry)
        .at(step)
        .publishOn(thread) // back from the journal's thread
        .map(
            begun -> {
              State state = begun.state();
              var events =
                  survivors.of(
                      RecordedEvent.of(run.journal().read(begun.nextSequence())), state.window());
              return new Past(state, Folding.joined(state, events, run.source(), thread));
            });
  }
}
