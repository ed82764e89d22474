package dev.gradstream.web;

import dev.gradstream.training.Event;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * From where to where a run has read each partition. Not thread-safe: {@link RunFeed} guards it.
 */
final class DataRanges {
  private static final int MOST = 4096; // partitions

  private static final class Range {
    long from = Long.MAX_VALUE;
    long toExclusive = Long.MIN_VALUE;
    long records;
    long rejected;
  }

  private final SortedMap<Integer, Range> byPartition = new TreeMap<>();

  void add(Event event) {
    switch (event) {
      case Event.WindowApplied applied -> add(applied.spans(), applied.rejects());
      case Event.WindowSkipped skipped -> add(skipped.spans(), skipped.rejects());
      default -> {}
    }
  }

  private void add(List<Span> spans, List<Reject> rejects) {
    for (Span span : spans) {
      Range range = byPartition.get(span.partition());
      if (range == null) {
        if (byPartition.size() == MOST) {
          continue;
        }
        range = new Range();
        byPartition.put(span.partition(), range);
      }
      range.from = Math.min(range.from, span.fromOffset());
      range.toExclusive = Math.max(range.toExclusive, span.toOffsetExclusive());
      range.records += span.records();
    }
    for (Reject reject : rejects) {
      Range range = byPartition.get(reject.partition());
      if (range != null) {
        range.rejected++;
      }
    }
  }

  List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    byPartition.forEach(
        (partition, range) -> {
          Map<String, Object> row = new LinkedHashMap<>();
          row.put("partition", partition);
          row.put("from", range.from);
          row.put("toExclusive", range.toExclusive);
          row.put("records", range.records);
          row.put("rejected", range.rejected);
          rows.add(row);
        });
    return rows;
  }
}
