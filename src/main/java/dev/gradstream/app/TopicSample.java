package dev.gradstream.app;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The first records of a topic, an equal share of each partition.
 *
 * @param values without tombstones
 * @param records in the topic, by its offsets
 */
record TopicSample(List<byte[]> values, int partitions, long records) {
  private static final int POLL_MS = 100;

  /** Reads at most {@code most} records, and no longer than there are some. */
  static TopicSample of(ExampleSource source, int most) {
    SourceExtent extent = source.extent();
    int partitions = extent.beginOffsets().size();
    int share = Math.ceilDiv(most, Math.max(1, partitions));
    SortedMap<Integer, Long> ends = new TreeMap<>();
    long records = 0;
    for (var partition : extent.beginOffsets().entrySet()) {
      long end = extent.endOffsets().get(partition.getKey());
      records += end - partition.getValue();
      ends.put(partition.getKey(), Math.min(end, partition.getValue() + share));
    }
    List<byte[]> values = new ArrayList<>();
    for (RecordChunk chunk :
        source
            .read(new ReadPlan(extent.beginOffsets(), ends, partition -> true, POLL_MS))
            .toIterable()) {
      for (PartitionRecords part : chunk.partitions()) {
        for (int i = 0; i < part.size() && values.size() < most; i++) {
          if (part.value(i) != null) {
            values.add(part.value(i));
          }
        }
      }
    }
    return new TopicSample(values, partitions, records);
  }
}
