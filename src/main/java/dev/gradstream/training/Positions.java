package dev.gradstream.training;

import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a run stands in each of its partitions. */
final class Positions implements Stateful {
  private final int[] partitions; // ascending
  private final long[] next; // offset to read, by place in partitions

  Positions(Map<Integer, Long> startOffsets) {
    SortedMap<Integer, Long> ascending = new TreeMap<>(startOffsets);
    partitions = ascending.keySet().stream().mapToInt(Integer::intValue).toArray();
    next = ascending.values().stream().mapToLong(Long::longValue).toArray();
  }

  /** Next offset to read, by partition. */
  SortedMap<Integer, Long> byPartition() {
    SortedMap<Integer, Long> byPartition = new TreeMap<>();
    for (int i = 0; i < partitions.length; i++) {
      byPartition.put(partitions[i], next[i]);
    }
    return byPartition;
  }

  /**
   * Goes on behind a span; a broken invariant where the run does not read its partition, or the
   * span does not follow the position.
   */
  void advance(Span span) {
    int i = Arrays.binarySearch(partitions, span.partition());
    if (i < 0) {
      throw new ContradictionException(
          "partition " + span.partition() + " is not one of the run's");
    }
    if (next[i] != span.fromOffset()) {
      throw new ContradictionException(
          "partition %d: the state stands at offset %d, the span begins at %d"
              .formatted(span.partition(), next[i], span.fromOffset()));
    }
    next[i] = span.toOffsetExclusive();
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("training/positions", next, next.length);
  }
}
