package dev.gradstream.pipeline;

import dev.gradstream.training.Event;
import dev.gradstream.training.Input;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Report;
import dev.gradstream.training.Span;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Recomputes a recorded stretch of a run: reads the rows its events name, applies them to the
 * state, and sets what came out beside what was recorded. Recovery and replay are both this.
 */
final class Folding {
  private static final int POLL_MS = 100;

  private Folding() {}

  /**
   * One recorded event, recomputed.
   *
   * @param computed null where the examples are not those recorded
   * @param changed how the examples differ from those recorded; null where they are the same
   * @param certified whether the block's certificate agrees; true where the event is not its
   *     block's last
   */
  record Folded(RecordedEvent recorded, Event computed, String changed, boolean certified) {

    boolean agrees() {
      return certified && sameEvent();
    }

    /** Whether the event came out as recorded, but for words that are there for people only. */
    boolean sameEvent() {
      return changed == null
          && computed != null
          && withoutWords(recorded.event()).equals(withoutWords(computed));
    }

    // Why a record was rejected is told by libraries, too, whose words change with their versions.
    private static Event withoutWords(Event event) {
      return event instanceof Event.WindowApplied applied && !applied.rejects().isEmpty()
          ? new Event.WindowApplied(
              applied.window(),
              applied.seal(),
              applied.spans(),
              applied.rejects().stream().map(Reject::withoutReason).toList(),
              applied.steps())
          : event;
    }
  }

  /**
   * Folds the events into the state, one signal an event, on the given thread. Nothing is read
   * where there is no event.
   */
  static Flux<Folded> fold(
      State state, Iterator<RecordedEvent> events, ExampleSource source, Scheduler thread) {
    if (!events.hasNext()) {
      return Flux.empty();
    }
    var layout = state.specification().layout();
    Decoding decoding = new Decoding(CheckedSpecification.decoder(state.specification()), layout);
    Buffers buffers = new Buffers(state.positions(), decoding, 0);
    RecordedCutter cutter =
        new RecordedCutter(buffers, within(source.extent(), events, state), layout);
    ReadPlan plan = new ReadPlan(state.positions(), Map.of(), buffers::wanted, POLL_MS);
    return source
        .read(plan)
        .publishOn(thread, 2) // poll thread -> the thread that owns the state
        .map(decoding::decode)
        .concatMapIterable(cutter::cut, 1)
        .takeUntil(joined -> joined.recorded() == null)
        .filter(joined -> joined.recorded() != null)
        .map(joined -> apply(state, joined));
  }

  private static Folded apply(State state, RecordedCutter.Joined joined) {
    RecordedEvent recorded = joined.recorded();
    if (joined.changed() != null) {
      return new Folded(recorded, null, joined.changed(), true);
    }
    Event computed =
        switch (recorded.event()) {
          case Event.RunStarted started -> started;
          case Event.WindowApplied applied -> {
            Report report = Training.apply(state, joined.rows().sealed(applied.seal()));
            yield report.event();
          }
          case Event.RunEnded ended -> Training.apply(state, new Input.End(ended.reason())).event();
          default ->
              throw new IllegalStateException(
                  "block %d: a %s cannot be folded yet"
                      .formatted(
                          recorded.block().sequence(),
                          recorded.event().getClass().getSimpleName()));
        };
    boolean certified =
        !recorded.lastOfBlock()
            || Arrays.equals(recorded.block().certificate(), state.certificate());
    return new Folded(recorded, computed, null, certified);
  }

  // A span beyond what the topic holds would be waited for in vain, so it is refused with the
  // missing range named.
  private static Iterator<RecordedEvent> within(
      SourceExtent extent, Iterator<RecordedEvent> events, State state) {
    String topic = state.specification().source().topic();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return events.hasNext();
      }

      @Override
      public RecordedEvent next() {
        RecordedEvent event = events.next();
        if (event.event() instanceof Event.WindowApplied applied) {
          applied.spans().forEach(span -> check(topic, extent, span));
        }
        return event;
      }
    };
  }

  private static void check(String topic, SourceExtent extent, Span span) {
    Long begin = extent.beginOffsets().get(span.partition());
    Long end = extent.endOffsets().get(span.partition());
    if (begin == null || end < span.toOffsetExclusive()) {
      throw new SourceException(
          "topic '%s', partition %d: the journal names offsets %d to %d, but the topic ends before %d: it was cut off or made anew"
              .formatted(
                  topic,
                  span.partition(),
                  span.fromOffset(),
                  span.toOffsetExclusive() - 1,
                  end == null ? 0 : end));
    }
    if (span.records() > 0 && begin >= span.toOffsetExclusive()) {
      throw new SourceException(
          "topic '%s', partition %d: the journal names offsets %d to %d, but the topic begins at %d: they have expired"
              .formatted(
                  topic, span.partition(), span.fromOffset(), span.toOffsetExclusive() - 1, begin));
    }
  }
}
