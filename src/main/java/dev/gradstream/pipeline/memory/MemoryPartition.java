package dev.gradstream.pipeline.memory;

import dev.gradstream.pipeline.port.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One partition of a {@link MemorySource}, which guards it: records by ascending offset. */
public final class MemoryPartition {

  record Entry(
      long offset,
      long timestampMs,
      byte[] key,
      byte[] value,
      List<Map.Entry<String, byte[]>> headers) {}

  private final String topicId;
  private final int partition;
  private final List<Entry> entries = new ArrayList<>();
  private long beginOffset;
  private long endOffset;

  MemoryPartition(String topicId, int partition) {
    this.topicId = topicId;
    this.partition = partition;
  }

  long append(long timestampMs, byte[] key, byte[] value, List<Map.Entry<String, byte[]>> headers) {
    entries.add(new Entry(endOffset, timestampMs, key, value, List.copyOf(headers)));
    return endOffset++;
  }

  void skip(int offsets) {
    endOffset += offsets;
  }

  void expire(long newBeginOffset) {
    beginOffset = Math.clamp(newBeginOffset, beginOffset, endOffset);
    entries.removeIf(entry -> entry.offset() < beginOffset);
  }

  long beginOffset() {
    return beginOffset;
  }

  long endOffset() {
    return endOffset;
  }

  /** Refuses a stretch of which something is not there; without an end, its beginning. */
  void check(long fromOffset, long untilOffsetExclusive) {
    if (fromOffset < beginOffset && fromOffset < untilOffsetExclusive) {
      throw SourceException.expired(topicId, partition, fromOffset, beginOffset);
    }
    long needed =
        untilOffsetExclusive == Long.MAX_VALUE
            ? fromOffset
            : Math.max(fromOffset, untilOffsetExclusive);
    if (needed > endOffset) {
      throw SourceException.cutOff(topicId, partition, needed, endOffset);
    }
  }

  MemoryRecords take(long fromOffset, long untilOffsetExclusive, int most) {
    check(fromOffset, Long.MAX_VALUE);
    int first = place(fromOffset);
    int last = first;
    while (last < entries.size()
        && last - first < most
        && entries.get(last).offset() < untilOffsetExclusive) {
      last++;
    }
    return new MemoryRecords(partition, List.copyOf(entries.subList(first, last)));
  }

  /** Moves over holes, as a Kafka consumer does. */
  long positionAfter(MemoryRecords taken, long fromOffset, long untilOffsetExclusive) {
    long position = taken.size() == 0 ? fromOffset : taken.offset(taken.size() - 1) + 1;
    int next = place(position);
    long reached = next < entries.size() ? entries.get(next).offset() : endOffset;
    return Math.max(fromOffset, Math.min(reached, untilOffsetExclusive));
  }

  /** Index of the first record at or after an offset. */
  private int place(long offset) {
    int low = 0;
    int high = entries.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (entries.get(middle).offset() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
