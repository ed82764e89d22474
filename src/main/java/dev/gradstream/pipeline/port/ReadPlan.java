package dev.gradstream.pipeline.port;

import java.util.Map;
import java.util.function.IntPredicate;

/**
 * What to read of a source.
 *
 * @param fromOffsets first offset to read by partition; only these partitions are read
 * @param endOffsets where to end by partition, exclusive; a partition without an entry never ends
 * @param wanted asked on the poll thread before every poll: a partition that is not wanted is
 *     paused for it
 * @param maxPollMs longest time a poll waits, and so the longest time between two ticks
 * @param mostRecords of one poll
 */
public record ReadPlan(
    Map<Integer, Long> fromOffsets,
    Map<Integer, Long> endOffsets,
    IntPredicate wanted,
    int maxPollMs,
    int mostRecords) {

  /** What the client makes of so many short records stays in a second-level cache. */
  public static final int MOST_RECORDS = 2_000;

  /** With as many records a poll as is good for short ones. */
  public ReadPlan(
      Map<Integer, Long> fromOffsets,
      Map<Integer, Long> endOffsets,
      IntPredicate wanted,
      int maxPollMs) {
    this(fromOffsets, endOffsets, wanted, maxPollMs, MOST_RECORDS);
  }
}
