package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.PartitionRecords;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.training.Event;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gives every record of a read its place in the journal. Used by one thread at a time. */
public final class Renumbering {
  private final Iterator<RecordedEvent> events;
  private final Map<Integer, Long> ends;
  private final Map<Integer, Place> places = new TreeMap<>();

  /**
   * @param events the journal's, from the first
   * @param ends where the copy ends by partition, exclusive, in its own offsets
   */
  Renumbering(
      Event.RunStarted started,
      Iterator<RecordedEvent> events,
      ReadPlan plan,
      Map<Integer, Long> ends) {
    this.events = events;
    this.ends = ends;
    plan.fromOffsets()
        .forEach((p, from) -> places.put(p, new Place(started.startOffsets().get(p), from)));
  }

  RecordChunk renumber(RecordChunk chunk) {
    List<PartitionRecords> records = new ArrayList<>();
    for (PartitionRecords partition : chunk.partitions()) {
      PartitionRecords numbered = renumber(partition);
      if (numbered.size() > 0) {
        records.add(numbered);
      }
    }
    Map<Integer, Long> positions = new TreeMap<>();
    chunk
        .positions()
        .forEach(
            (partition, position) -> {
              // Where the copy is over, so is the wait for what the journal has beyond.
              boolean over = position >= ends.get(partition);
              positions.put(partition, over ? Long.MAX_VALUE : places.get(partition).position());
            });
    return new RecordChunk(records, positions, positions, chunk.polledAtMs());
  }

  private PartitionRecords renumber(PartitionRecords records) {
    Place place = places.get(records.partition());
    long[] offsets = new long[records.size()];
    int first = 0;
    for (int i = 0; i < offsets.length; i++) {
      while (place.stretchIsOver() && events.hasNext()) {
        take(events.next());
      }
      offsets[i] = place.next();
      first += offsets[i] < place.from ? 1 : 0;
    }
    return new Renumbered(records, offsets, first);
  }

  private void take(RecordedEvent recorded) {
    for (Span span : recorded.spans()) {
      if (places.containsKey(span.partition())) {
        places.get(span.partition()).add(span, rejects(recorded.event()));
      }
    }
  }

  private static List<Reject> rejects(Event event) {
    return switch (event) {
      case Event.WindowApplied applied -> applied.rejects();
      case Event.WindowSkipped skipped -> skipped.rejects();
      default -> List.of();
    };
  }

  /** A span of the journal with the rejected records in it. */
  private record Stretch(Span span, Deque<Reject> rejects) {}

  /** Where a partition stands. */
  private static final class Place {
    final long from; // what lies below is not asked for
    private final Deque<Stretch> stretches = new ArrayDeque<>();
    private long next;
    private int index; // within the first stretch

    Place(long start, long from) {
      this.next = start;
      this.from = from;
    }

    void add(Span span, List<Reject> rejected) {
      Deque<Reject> rejects = new ArrayDeque<>();
      rejected.stream()
          .filter(reject -> reject.partition() == span.partition())
          .forEach(rejects::add);
      stretches.add(new Stretch(span, rejects));
    }

    boolean stretchIsOver() {
      while (!stretches.isEmpty() && index == stretches.peek().span().records()) {
        next = stretches.poll().span().toOffsetExclusive();
        index = 0;
      }
      return stretches.isEmpty();
    }

    /** Within a span any ascending places do, but for rejected records and the last one. */
    long next() {
      Stretch stretch = stretches.peek(); // null behind all that the journal names
      if (stretch != null) {
        Reject reject = stretch.rejects().peek();
        if (reject != null && reject.index() == index) {
          next = Math.max(next, stretch.rejects().poll().offset());
        }
        if (index == stretch.span().records() - 1) {
          next = Math.max(next, stretch.span().toOffsetExclusive() - 1);
        }
        index++;
      }
      return next++;
    }

    /** Everything below has come. */
    long position() {
      stretchIsOver(); // a span that is over is followed by what the journal has after it
      return Math.max(next, from);
    }
  }

  /** Records of a copy under the offsets of the original, without those below the read's start. */
  private record Renumbered(PartitionRecords records, long[] offsets, int first)
      implements PartitionRecords {

    @Override
    public int partition() {
      return records.partition();
    }

    @Override
    public int size() {
      return offsets.length - first;
    }

    @Override
    public long offset(int index) {
      return offsets[first + index];
    }

    @Override
    public long timestampMs(int index) {
      return records.timestampMs(first + index);
    }

    @Override
    public byte[] key(int index) {
      return records.key(first + index);
    }

    @Override
    public byte[] value(int index) {
      return records.value(first + index);
    }

    @Override
    public List<Map.Entry<String, byte[]>> headers(int index) {
      return records.headers(first + index);
    }
  }
}
