package dev.gradstream.pipeline.port;

import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Look;
import dev.gradstream.training.MetricsRecord;
import java.util.Map;

/**
 * What a sink sees: a committed block with its figures. Immutable.
 *
 * @param metrics null where the block has no step
 * @param lag records not yet read, by partition
 * @param stageNanos time spent by stage since the last commit (decode, window, learn, commit), by
 *     stage name
 * @param examplesPerSecond over the last second or so
 * @param times when the records were made that its windows were learned from; not to be changed
 * @param look how parameters and gradients were spread after one of its windows; null where nobody
 *     has asked
 */
public record CommittedBlock(
    String run,
    JournalBlock block,
    MetricsRecord metrics,
    Map<Integer, Long> lag,
    Map<String, Long> stageNanos,
    double examplesPerSecond,
    RecordTimes times,
    Look look) {

  /** A block of records without times that nobody has looked into. */
  public CommittedBlock(
      String run,
      JournalBlock block,
      MetricsRecord metrics,
      Map<Integer, Long> lag,
      Map<String, Long> stageNanos,
      double examplesPerSecond) {
    this(run, block, metrics, lag, stageNanos, examplesPerSecond, new RecordTimes(), null);
  }
}
