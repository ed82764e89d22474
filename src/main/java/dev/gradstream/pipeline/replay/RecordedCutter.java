package dev.gradstream.pipeline.replay;

import dev.gradstream.features.RowLayout;
import dev.gradstream.pipeline.window.Buffers;
import dev.gradstream.pipeline.window.DecodedChunk;
import dev.gradstream.pipeline.window.WindowRows;
import dev.gradstream.training.Span;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The window stage of a run that was written before: windows are cut where the journal says, and
 * each span is proved to hold what it held then. Training thread only.
 */
public final class RecordedCutter {
  private final Buffers buffers;
  private final Iterator<RecordedEvent> events;
  private final WindowRows window;
  private RecordedEvent next;

  public RecordedCutter(Buffers buffers, Iterator<RecordedEvent> events, RowLayout layout) {
    this.buffers = buffers;
    this.events = events;
    window = new WindowRows(layout, 1024);
    next = events.hasNext() ? events.next() : null;
  }

  /**
   * What the fold is given next.
   *
   * @param recorded null after the journal's last event
   * @param rows the window's rows, good until the next signal is asked for; null where the event
   *     has none
   * @param changed how the examples differ from those the journal names; null where they are the
   *     same
   */
  public record Joined(RecordedEvent recorded, WindowRows rows, String changed) {}

  /** The events that a chunk completes, joined with their rows one by one as they are asked for. */
  public Iterable<Joined> cut(DecodedChunk chunk) {
    buffers.add(chunk);
    return again();
  }

  /** The events that what has come before completes. */
  public Iterable<Joined> again() {
    return Joins::new;
  }

  private final class Joins implements Iterator<Joined> {
    private boolean over;

    @Override
    public boolean hasNext() {
      boolean more = !over && (next == null || ready());
      if (!more) {
        buffers.publishWaiting();
        insist();
      }
      return more;
    }

    @Override
    public Joined next() {
      if (over) {
        throw new NoSuchElementException();
      }
      if (next == null) {
        over = true;
        return new Joined(null, null, null);
      }
      RecordedEvent event = next;
      buffers.learn(event.changes().settings());
      Joined joined = event.hasRows() ? join(event) : new Joined(event, null, null);
      next = events.hasNext() ? events.next() : null;
      return joined;
    }
  }

  // A span may be longer than what waits of a partition at most.
  private void insist() {
    if (next != null) {
      for (Span span : next.spans()) {
        if (buffers.of(span.partition()).position() < span.toOffsetExclusive()) {
          buffers.insist(span.partition());
        }
      }
    }
  }

  private boolean ready() {
    for (Span span : next.spans()) {
      if (buffers.of(span.partition()).position() < span.toOffsetExclusive()) {
        return false;
      }
    }
    return true;
  }

  private Joined join(RecordedEvent event) {
    window.clear();
    for (Span span : event.spans()) {
      buffers.of(span.partition()).takeBelow(span.toOffsetExclusive(), window);
    }
    return new Joined(event, window, changed(event.spans(), window.spans()));
  }

  private static String changed(List<Span> recorded, List<Span> found) {
    for (int i = 0; i < recorded.size(); i++) {
      Span was = recorded.get(i);
      Span is = i < found.size() ? found.get(i) : null;
      if (is == null || is.records() != was.records()) {
        return "partition %d, offsets %d to %d: the journal names %d records, the topic now has %d there"
            .formatted(
                was.partition(),
                was.fromOffset(),
                was.toOffsetExclusive() - 1,
                was.records(),
                is == null ? 0 : is.records());
      }
      if (is.hash() != was.hash()) {
        return "partition %d, offsets %d to %d: the records' hash was %016x, and is now %016x"
            .formatted(
                was.partition(),
                was.fromOffset(),
                was.toOffsetExclusive() - 1,
                was.hash(),
                is.hash());
      }
    }
    return null;
  }
}
