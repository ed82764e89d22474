package dev.gradstream.pipeline;

import dev.gradstream.features.RowLayout;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.RunPorts;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.replay.RecordedCutter;
import dev.gradstream.pipeline.replay.RecordedEvent;
import dev.gradstream.pipeline.replay.Survivors;
import dev.gradstream.pipeline.window.Buffers;
import dev.gradstream.pipeline.window.Cut;
import dev.gradstream.pipeline.window.Cutter;
import dev.gradstream.pipeline.window.DecodedChunk;
import dev.gradstream.training.Event;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * The window stage of a run that takes over the windows of another: cut where that run's journal
 * says, each span proved to hold what it held then. Training thread only.
 *
 * <p>Of the other run's history only its windows are taken over, skipped ones included, not what
 * else became of it. Where its journal ends, so does this run.
 */
final class FollowingCutter implements Cutter {
  private final RecordedCutter recorded;
  private final String followed;
  private final RunPorts ports;
  private final BooleanSupplier held;
  private Map<Integer, Long> ends = Map.of();

  private FollowingCutter(
      RecordedCutter recorded, String followed, RunPorts ports, BooleanSupplier held) {
    this.held = held;
    this.recorded = recorded;
    this.followed = followed;
    this.ports = ports;
  }

  /**
   * Takes over the windows after one. Blocks while the journal is read.
   *
   * @param followed name of the other run
   * @param ports of that run, which are closed with this
   * @param window number of the last one that is done
   * @param held asked before each window, whether it has to wait
   */
  static FollowingCutter after(
      long window,
      String followed,
      RunPorts ports,
      Buffers buffers,
      RowLayout layout,
      BooleanSupplier held) {
    Journal journal = ports.journal();
    long kept = journal.firstSequence();
    var events = Survivors.of(journal.read(kept)).of(RecordedEvent.of(journal.read(kept)), 0);
    return new FollowingCutter(
        new RecordedCutter(buffers, windowsAfter(window, events), layout), followed, ports, held);
  }

  private static Iterator<RecordedEvent> windowsAfter(long window, Iterator<RecordedEvent> events) {
    return new Iterator<>() {
      private RecordedEvent next;

      @Override
      public boolean hasNext() {
        while (next == null && events.hasNext()) {
          RecordedEvent event = events.next();
          next = event.hasRows() && number(event) > window ? event : null;
        }
        return next != null;
      }

      @Override
      public RecordedEvent next() {
        hasNext();
        RecordedEvent event = next;
        next = null;
        return event;
      }
    };
  }

  private static long number(RecordedEvent event) {
    return switch (event.event()) {
      case Event.WindowApplied applied -> applied.window();
      case Event.WindowSkipped skipped -> skipped.window();
      default -> 0;
    };
  }

  @Override
  public Iterable<Cut> cut(DecodedChunk chunk) {
    ends = chunk.endOffsets();
    return cuts(recorded.cut(chunk).iterator());
  }

  @Override
  public Iterable<Cut> again() {
    return cuts(recorded.again().iterator());
  }

  private Iterable<Cut> cuts(Iterator<RecordedCutter.Joined> joined) {
    return () ->
        new Iterator<>() {
          private boolean ticked;

          @Override
          public boolean hasNext() {
            return !ticked;
          }

          @Override
          public Cut next() {
            if (!held.getAsBoolean() && joined.hasNext()) {
              return cut(joined.next());
            }
            ticked = true;
            return new Cut.Tick(ends);
          }
        };
  }

  private Cut cut(RecordedCutter.Joined joined) {
    if (joined.recorded() == null) {
      return new Cut.SourceEnd("end of the windows of run '" + followed + "'");
    }
    if (joined.changed() != null) {
      throw new SourceException(
          "the windows of run '%s' cannot be taken over, its examples changed: %s"
              .formatted(followed, joined.changed()));
    }
    Event event = joined.recorded().event();
    return new Cut.Window(
        joined.rows(),
        event instanceof Event.WindowApplied applied
            ? applied.seal()
            : ((Event.WindowSkipped) event).seal());
  }

  @Override
  public List<Cut> rest() {
    return List.of();
  }

  /** None: the journal that is followed has an end, and all that it names is in the topic. */
  @Override
  public Map<Integer, Long> ends(Map<Integer, Long> bounds) {
    return Map.of();
  }

  @Override
  public void close() {
    ports.close();
  }
}
