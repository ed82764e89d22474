package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.training.Event;
import dev.gradstream.training.RecordHash;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Span;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The records of one window of the past, as the topic holds them. */
public final class WindowRecords {
  private static final int POLL_MS = 100;

  /**
   * A record of the window.
   *
   * @param row its row; -1 for one that was rejected
   */
  public record Found(int partition, long offset, byte[] key, byte[] value, int row) {}

  private WindowRecords() {}

  /**
   * Reads them in the order of the window's rows. Blocks.
   *
   * @throws SourceException where the topic no longer holds what the window was learned from
   */
  public static List<Found> of(ExampleSource source, Event.WindowApplied window) {
    Map<Integer, Long> from = new TreeMap<>();
    Map<Integer, Long> to = new TreeMap<>();
    for (Span span : window.spans()) {
      from.put(span.partition(), span.fromOffset());
      to.put(span.partition(), span.toOffsetExclusive());
    }
    Map<Integer, List<Found>> records = read(source, new ReadPlan(from, to, p -> true, POLL_MS));
    List<Found> found = new ArrayList<>();
    int row = 0;
    for (Span span : window.spans()) {
      List<Found> here = records.getOrDefault(span.partition(), List.of());
      requireSame(span, here);
      for (Found record : here) {
        boolean rejected = isRejected(window.rejects(), record);
        found.add(
            new Found(
                record.partition(),
                record.offset(),
                record.key(),
                record.value(),
                rejected ? -1 : row++));
      }
    }
    return found;
  }

  private static Map<Integer, List<Found>> read(ExampleSource source, ReadPlan plan) {
    Map<Integer, List<Found>> records = new TreeMap<>();
    source.extent(); // a topic that is not there is told as that
    try (Stream<RecordChunk> chunks = source.read(plan).toStream(1)) {
      for (Iterator<RecordChunk> each = chunks.iterator(); each.hasNext(); ) {
        for (PartitionRecords some : each.next().partitions()) {
          for (int i = 0; i < some.size(); i++) {
            records
                .computeIfAbsent(some.partition(), p -> new ArrayList<>())
                .add(new Found(some.partition(), some.offset(i), some.key(i), some.value(i), -1));
          }
        }
      }
    }
    return records;
  }

  private static boolean isRejected(List<Reject> rejects, Found record) {
    return rejects.stream()
        .anyMatch(
            reject ->
                reject.partition() == record.partition() && reject.offset() == record.offset());
  }

  private static void requireSame(Span span, List<Found> here) {
    long hash = RecordHash.EMPTY;
    for (Found record : here) {
      hash = RecordHash.fold(hash, RecordHash.of(record.key(), record.value()));
    }
    if (here.size() != span.records() || hash != span.hash()) {
      throw new SourceException(
          "partition %d, offsets %d to %d: the topic no longer holds the %d records that the window was learned from"
              .formatted(
                  span.partition(),
                  span.fromOffset(),
                  span.toOffsetExclusive() - 1,
                  span.records()));
    }
  }
}
