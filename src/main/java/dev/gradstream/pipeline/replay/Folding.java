package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.window.Buffers;
import dev.gradstream.pipeline.window.Decoding;
import dev.gradstream.pipeline.window.WindowRows;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.training.ContradictionException;
import dev.gradstream.training.Event;
import dev.gradstream.training.Input;
import dev.gradstream.training.Reject;
import dev.gradstream.training.Span;
import dev.gradstream.training.State;
import dev.gradstream.training.Training;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Recomputes a recorded stretch of a run: reads the rows its events name, applies them to the
 * state, and sets what came out beside what was recorded. Recovery and replay are both this.
 */
public final class Folding {
  private static final int POLL_MS = 100;

  private Folding() {}

  /**
   * One recorded event, recomputed.
   *
   * @param computed null where the examples are not those recorded, or nothing could be computed
   * @param changed how the examples differ from those recorded; null where they are the same
   * @param contradiction why the event cannot follow the history before it; null where it can
   * @param certified whether the block's certificate agrees; true where the event is not its
   *     block's last
   * @param stepBefore last step before the event
   */
  record Folded(
      RecordedEvent recorded,
      Event computed,
      String changed,
      String contradiction,
      boolean certified,
      long stepBefore) {

    boolean agrees() {
      return certified && sameEvent();
    }

    /** Whether the event came out as recorded, but for words that are there for people only. */
    boolean sameEvent() {
      return changed == null
          && contradiction == null
          && computed != null
          && withoutWords(recorded.event()).equals(withoutWords(computed));
    }

    // Why a record was rejected is told by libraries, too, whose words change with their versions,
    // and by a registry, which a replay does not ask.
    private static Event withoutWords(Event event) {
      return switch (event) {
        case Event.WindowApplied applied when !applied.rejects().isEmpty() ->
            new Event.WindowApplied(
                applied.window(),
                applied.seal(),
                applied.spans(),
                withoutWords(applied.rejects()),
                applied.steps(),
                applied.drifts(),
                applied.validations());
        case Event.WindowSkipped skipped when !skipped.rejects().isEmpty() ->
            new Event.WindowSkipped(
                skipped.window(),
                skipped.seal(),
                skipped.spans(),
                withoutWords(skipped.rejects()),
                skipped.command(),
                skipped.reason());
        default -> event;
      };
    }

    private static List<Reject> withoutWords(List<Reject> rejects) {
      return rejects.stream().map(Reject::withoutReason).toList();
    }
  }

  /**
   * Folds the events into the state, one signal an event, on the given thread. Nothing is read
   * where there is no event.
   */
  static Flux<Folded> fold(
      State state, Iterator<RecordedEvent> events, ExampleSource source, Scheduler thread) {
    return joined(state, events, source, thread).map(joined -> apply(state, joined));
  }

  /** The events joined with their rows, for somebody else to apply. */
  static Flux<RecordedCutter.Joined> joined(
      State state, Iterator<RecordedEvent> events, ExampleSource source, Scheduler thread) {
    if (!events.hasNext()) {
      return Flux.empty();
    }
    var layout = state.specification().layout();
    Decoding decoding = new Decoding(CheckedSpecification.decoder(state.specification()), layout);
    Buffers buffers = new Buffers(state.positions(), decoding, 0);
    RecordedCutter cutter =
        new RecordedCutter(buffers, within(source.extent(), events, state), layout);
    ReadPlan plan =
        new ReadPlan(
            state.positions(),
            Map.of(),
            buffers::wanted,
            buffers::waiting,
            POLL_MS,
            decoding.recordsOfPoll());
    return source
        .read(plan)
        .map(buffers::decode) // beside the folding of what came before
        .publishOn(thread, ReadPlan.POLLS_AHEAD) // poll thread -> the thread that owns the state
        .concatMapIterable(cutter::cut, 1)
        .takeUntil(joined -> joined.recorded() == null)
        .filter(joined -> joined.recorded() != null);
  }

  /** Recomputes one event. */
  static Folded apply(State state, RecordedCutter.Joined joined) {
    RecordedEvent recorded = joined.recorded();
    long stepBefore = state.step();
    if (joined.changed() != null) {
      return new Folded(recorded, null, joined.changed(), null, true, stepBefore);
    }
    if (recorded.contradiction() != null) {
      return new Folded(recorded, null, null, recorded.contradiction(), true, stepBefore);
    }
    Event computed;
    try {
      computed = computed(state, recorded.event(), joined.rows());
    } catch (ContradictionException | SettingsException contradiction) {
      return new Folded(recorded, null, null, contradiction.getMessage(), true, stepBefore);
    }
    boolean certified =
        !recorded.lastOfBlock()
            || Arrays.equals(recorded.block().certificate(), state.certificate());
    return new Folded(recorded, computed, null, null, certified, stepBefore);
  }

  private static Event computed(State state, Event recorded, WindowRows rows) {
    return switch (recorded) {
      case Event.RunStarted started -> started;
      case Event.WindowApplied applied -> apply(state, rows.sealed(applied.seal()));
      case Event.WindowSkipped skipped when skipped.command() == Event.NO_COMMAND ->
          apply(state, rows.skipped(skipped.seal(), skipped.reason()));
      case Event.WindowSkipped skipped -> apply(state, rows.sealed(skipped.seal()));
      case Event.Order order -> apply(state, new Input.Order(order));
      case Event.RolledBack back -> apply(state, new Input.Back(back));
      case Event.RunEnded ended -> apply(state, new Input.End(ended.reason(), ended.command()));
      case Event.RunBranched branched ->
          throw new IllegalStateException(
              "a branch is folded from the state of run '%s' at step %d"
                  .formatted(branched.parent(), branched.step()));
    };
  }

  private static Event apply(State state, Input input) {
    return Training.apply(state, input).event();
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
        event.spans().forEach(span -> check(topic, extent, span));
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
