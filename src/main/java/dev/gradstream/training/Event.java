package dev.gradstream.training;

import java.util.List;
import java.util.Map;

/**
 * What a journal is made of. The state of a run is the fold of its events, each joined with the
 * rows it names.
 */
public sealed interface Event {

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
   */
  record WindowApplied(
      long window, Seal seal, List<Span> spans, List<Reject> rejects, List<StepReport> steps)
      implements Event {}

  /**
   * The run is over and takes no further window.
   *
   * @param reason in words, for instance {@code end of topic}
   */
  record RunEnded(String reason) implements Event {}
}
