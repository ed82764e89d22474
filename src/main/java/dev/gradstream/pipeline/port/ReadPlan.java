package dev.gradstream.pipeline.port;

import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/**
 * What to read of a source.
 *
 * @param fromOffsets first offset to read by partition; only these partitions are read
 * @param endOffsets where to end by partition, exclusive; a partition without an entry never ends
 * @param wanted asked on the poll thread before every poll: a partition that is not wanted is
 *     paused for it
 * @param waiting asked likewise: records of a partition that have come and wait; of what is wanted,
 *     a source that can choose reads those partitions first that have the fewest
 * @param maxPollMs longest time a poll waits, and so the longest time between two ticks
 * @param mostRecords of one poll
 */
public record ReadPlan(
    Map<Integer, Long> fromOffsets,
    Map<Integer, Long> endOffsets,
    IntPredicate wanted,
    IntUnaryOperator waiting,
    int maxPollMs,
    int mostRecords) {

  /** What the client makes of so many short records stays in a second-level cache. */
  public static final int MOST_RECORDS = 2_000;

  /**
   * Polls that may be under way from the thread that polls to the one that takes them, where a
   * backlog is read. What one brings may be of no use before the next ones, and then all at once:
   * with two, each thread waited for the other in turn. What they hold counts among what waits.
   */
  public static final int POLLS_AHEAD = 8;

  /** Likewise where records are taken as they come: who is late then gets more in one poll. */
  public static final int LIVE_POLLS_AHEAD = 2;

  /** With as many records a poll as is good for short ones, from whatever partition has them. */
  public ReadPlan(
      Map<Integer, Long> fromOffsets,
      Map<Integer, Long> endOffsets,
      IntPredicate wanted,
      int maxPollMs) {
    this(fromOffsets, endOffsets, wanted, partition -> 0, maxPollMs, MOST_RECORDS);
  }
}
