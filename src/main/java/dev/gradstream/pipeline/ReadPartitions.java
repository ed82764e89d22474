package dev.gradstream.pipeline;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.replay.Recovery;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whether a run reads all partitions of its source. While it reads, the source itself tells; this
 * is for what came while nobody trained.
 */
final class ReadPartitions {
  private ReadPartitions() {}

  /**
   * Where a bounded run ends was decided when it started; a live one has to read everything.
   *
   * @throws SourceException naming the partitions that it does not read, and what they hold
   */
  static void requireAll(Recovery.Recovered recovered, ExampleSource source) {
    if (!recovered.started().endOffsets().isEmpty()) {
      return;
    }
    SourceExtent extent = source.extent();
    Set<Integer> unread = new TreeSet<>(extent.endOffsets().keySet());
    unread.removeAll(recovered.state().positions().keySet());
    if (!unread.isEmpty()) {
      long records =
          unread.stream()
              .mapToLong(p -> extent.endOffsets().get(p) - extent.beginOffsets().get(p))
              .sum();
      throw SourceException.grown(
          recovered.state().specification().source().topic(),
          unread,
          records,
          recovered.state().positions().size());
    }
  }
}
