package dev.gradstream.app;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceExtent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    Shares shares = new Shares(Math.ceilDiv(most, Math.max(1, partitions)));
    long records = 0;
    for (var partition : extent.beginOffsets().entrySet()) {
      records += extent.endOffsets().get(partition.getKey()) - partition.getValue();
    }
    // By records and not by offsets: those of a load that was broken off are there, and empty.
    ReadPlan plan =
        new ReadPlan(extent.beginOffsets(), extent.endOffsets(), shares::isWanted, POLL_MS);
    source
        .read(plan)
        .doOnNext(shares::take)
        .takeUntil(chunk -> shares.areFull(extent, chunk.positions()))
        .blockLast();
    return new TopicSample(shares.first(most), partitions, records);
  }

  /** The first records of each partition; asked on the poll thread, filled on it as well. */
  private static final class Shares {
    private final int share;
    private final SortedMap<Integer, List<byte[]>> values = new TreeMap<>();

    Shares(int share) {
      this.share = share;
    }

    synchronized boolean isWanted(int partition) {
      return !isFull(partition);
    }

    private boolean isFull(int partition) {
      return values.getOrDefault(partition, List.of()).size() >= share;
    }

    synchronized void take(RecordChunk chunk) {
      for (PartitionRecords part : chunk.partitions()) {
        List<byte[]> taken = values.computeIfAbsent(part.partition(), p -> new ArrayList<>());
        for (int i = 0; i < part.size() && taken.size() < share; i++) {
          if (part.value(i) != null) {
            taken.add(part.value(i));
          }
        }
      }
    }

    synchronized boolean areFull(SourceExtent extent, Map<Integer, Long> positions) {
      return extent.endOffsets().entrySet().stream()
          .allMatch(
              end ->
                  isFull(end.getKey())
                      || positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    synchronized List<byte[]> first(int most) {
      return values.values().stream().flatMap(List::stream).limit(most).toList();
    }
  }
}
