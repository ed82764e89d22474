package dev.gradstream.pipeline;

import dev.gradstream.training.Event;

/**
 * Port: somebody who watches a run. Sees committed things only, in order, one call at a time, on
 * the committing thread; must not block.
 */
public interface StepSink {

  /** The run starts or goes on. {@code step} is the last committed one, 0 for a new run. */
  default void started(Event.RunStarted run, long step) {}

  /** A block was committed. */
  default void committed(CommittedBlock block) {}

  /** The run is over, or the trainer stops (then the reason says that it can be resumed). */
  default void stopped(String reason) {}
}
