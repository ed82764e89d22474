package dev.gradstream.training;

import java.util.List;
import java.util.Map;

/**
 * What a journal is made of. The state of a run is the fold of its events, each joined with the
 * rows it names.
 *
 * <p>A {@code command} is the position in the run's control topic, from 0, of what asked for the
 * event.
 */
public sealed interface Event {

  /** Stands for the command of an event that none caused. */
  long NO_COMMAND = -1;

  /**
   * The first event of every journal.
   *
   * @param run name of the run
   * @param specification the flat, canonical settings; no secret is ever part of it
   * @param arithmetic number of the numeric contract the run needs
   * @param version of gradstream that started the run
   * @param topicId of the source, as the broker names it
   * @param startOffsets first offset of each partition, by partition
   * @param endOffsets end of each partition for a bounded source, empty for a live one
   * @param startedAtMs wall clock, for people; never part of the certificate
   */
  record RunStarted(
      String run,
      Map<String, String> specification,
      int arithmetic,
      String version,
      String topicId,
      Map<Integer, Long> startOffsets,
      Map<Integer, Long> endOffsets,
      long startedAtMs)
      implements Event {}

  /**
   * A window was learned from.
   *
   * @param window number of the window, from 1
   * @param steps its mini-batches in order
   * @param drifts what was noticed in them, in the order of its examples
   * @param validations what was said of the rows held out, after some of the steps
   */
  record WindowApplied(
      long window,
      Seal seal,
      List<Span> spans,
      List<Reject> rejects,
      List<StepReport> steps,
      List<DriftDetected> drifts,
      List<Validation> validations)
      implements Event {

    /** A window without a validation. */
    public WindowApplied(
        long window,
        Seal seal,
        List<Span> spans,
        List<Reject> rejects,
        List<StepReport> steps,
        List<DriftDetected> drifts) {
      this(window, seal, spans, rejects, steps, drifts, List.of());
    }

    /** A window in which no drift was noticed, and without a validation. */
    public WindowApplied(
        long window, Seal seal, List<Span> spans, List<Reject> rejects, List<StepReport> steps) {
      this(window, seal, spans, rejects, steps, List.of(), List.of());
    }
  }

  /** The answer to a command that steers the run and computes nothing. */
  sealed interface Order extends Event
      permits SpecificationChanged, SkipOrdered, RunPaused, RunResumed, CommandRefused {

    /** Position of the command in the control topic. */
    long command();
  }

  /**
   * Settings of the running run were changed, from the next window on; without a command where the
   * examples brought it about, as a schema does that the next window was written with.
   *
   * @param changes what differs from what held before, fallbacks that came along included
   */
  record SpecificationChanged(long command, Changes changes) implements Order {}

  /**
   * A window will be passed over when it comes; {@link WindowSkipped} tells that it was.
   *
   * @param window its number, greater than that of any window so far
   */
  record SkipOrdered(long command, long window) implements Order {}

  /**
   * A window was passed over: its records count as seen, nothing was learned from them. Windows
   * that were learned from and those that were skipped are numbered together.
   *
   * @param command what asked for it; {@link #NO_COMMAND} where the window diverged
   * @param reason in words; not part of the certificate
   */
  record WindowSkipped(
      long window, Seal seal, List<Span> spans, List<Reject> rejects, long command, String reason)
      implements Event {}

  /**
   * The run diverged and went back to what it was right after an earlier window. Everything between
   * that window's event and this one stays in the journal and is no longer part of the run's
   * history: the state after this event is the state right after that window, with these changes,
   * and its certificate goes on from there.
   *
   * <p>What was ordered is not taken back: changed settings, commands taken and windows to be
   * skipped are carried on, and told here.
   *
   * @param step last step of the history that is left; 0 for the start of the run
   * @param window last window of the history that is left; 0 for the start of the run
   * @param attempt number among the roll-backs in a row that have not led past {@code
   *     divergedWindow}, from 1
   * @param divergedWindow furthest window that diverged in those roll-backs
   * @param changes settings from here on, where they differ from those right after that window
   * @param nextCommand position of the next command
   * @param skips windows that are still to be skipped
   * @param discarded certificate before, in hexadecimal: it stands for the history that was left
   * @param reason what was not finite, in words; not part of the certificate
   */
  record RolledBack(
      long step,
      long window,
      int attempt,
      long divergedWindow,
      Changes changes,
      long nextCommand,
      List<SkipOrdered> skips,
      String discarded,
      String reason)
      implements Event {}

  /**
   * The run is a branch: it goes on from a past state of another run. The event after {@link
   * RunStarted}, whose specification is the branch's own, whole, and whose start offsets are the
   * parent's positions at that point.
   *
   * <p>The state after it is the parent's right after {@code window}, under the branch's
   * specification: parameters, optimizer slots, schedule, feature state, metrics, positions and the
   * counts of steps, windows, examples and rejects are carried on, so the branch's first step is
   * {@code step + 1} and its first window {@code window + 1}. Orders to the parent (pause, windows
   * to skip, the place in its control topic) are not. The certificate's first link stands for the
   * branch's specification, and the link of this event for the parent's certificate at that point:
   * together with what follows they stand for the whole history.
   *
   * @param parent name of the parent run
   * @param step last step of the parent that is part of this history
   * @param window last window of the parent that is part of this history
   * @param certificate the parent's right after that window, in hexadecimal
   * @param changes in what the branch's specification differs from the one that held for the parent
   *     there; for people, because {@link RunStarted} has the whole
   */
  record RunBranched(String parent, long step, long window, String certificate, Changes changes)
      implements Event {}

  /** The run takes no further window until it is resumed, restarts included. */
  record RunPaused(long command) implements Order {}

  /** A paused run goes on. */
  record RunResumed(long command) implements Order {}

  /**
   * A command was not followed and changed nothing.
   *
   * @param reason why, and what to do instead, in words
   */
  record CommandRefused(long command, String reason) implements Order {}

  /**
   * The run is over and takes no further window.
   *
   * @param reason in words, for instance {@code end of topic}
   */
  record RunEnded(String reason, long command) implements Event {

    /** An end that no command asked for. */
    public RunEnded(String reason) {
      this(reason, NO_COMMAND);
    }
  }
}
