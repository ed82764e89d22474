package dev.gradstream.pipeline.port;

import dev.gradstream.training.Event;

/**
 * Port: somebody who watches a run. Sees committed things only, in order, one call at a time,
 * mostly on the committing thread; must not block.
 */
public interface StepSink {

  /** The run starts or goes on. {@code step} is the last committed one, 0 for a new run. */
  default void started(Event.RunStarted run, long step) {}

  /**
   * A session begins, and the run waits to be resumed or does not; later changes are events of
   * committed blocks.
   */
  default void paused(boolean paused) {}

  /** A block was committed. */
  default void committed(CommittedBlock block) {}

  /**
   * The newest snapshot holds the run as it was at this time; told when a session begins, too.
   *
   * @param atMs wall clock; when the run started where there is no snapshot yet
   * @param retentionMs how long the source keeps its records, {@link Long#MAX_VALUE} for ever
   */
  default void snapshot(long atMs, long retentionMs) {}

  /**
   * Whether somebody would see a {@link dev.gradstream.training.Look} now, which costs about a step
   * each. Any thread.
   */
  default boolean looks() {
    return false;
  }

  /** The run is over, or the trainer stops (then the reason says that it can be resumed). */
  default void stopped(String reason) {}
}
