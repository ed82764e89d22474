package dev.gradstream.pipeline.replay;

import dev.gradstream.training.Changes;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Span;
import java.util.Iterator;
import java.util.List;
import reactor.core.publisher.Flux;

/**
 * An event of a journal in its place.
 *
 * @param lastOfBlock whether the block's certificate holds after it
 * @param contradiction why it cannot be true, whatever is computed; null where nothing is known
 */
public record RecordedEvent(
    JournalBlock block, Event event, boolean lastOfBlock, String contradiction) {

  /** The same event, with why it cannot be true. */
  RecordedEvent contradicted(String why) {
    return new RecordedEvent(block, event, lastOfBlock, why);
  }

  /** The records it names, in the order of its rows; none where it names none. */
  List<Span> spans() {
    return switch (event) {
      case Event.WindowApplied applied -> applied.spans();
      case Event.WindowSkipped skipped -> skipped.spans();
      default -> List.of();
    };
  }

  /** The settings it changes. */
  Changes changes() {
    return switch (event) {
      case Event.SpecificationChanged changed -> changed.changes();
      case Event.RolledBack back -> back.changes();
      default -> Changes.NONE;
    };
  }

  /** Whether it is about a window, and so about records. */
  public boolean hasRows() {
    return event instanceof Event.WindowApplied || event instanceof Event.WindowSkipped;
  }

  /**
   * The events of blocks, one after the other. The iterator blocks the training thread while the
   * journal is read, which that thread may: it is an ordinary one, and has nothing else to do then.
   */
  public static Iterator<RecordedEvent> of(Flux<JournalBlock> blocks) {
    return blocks.concatMapIterable(RecordedEvent::of, 8).toIterable(1024).iterator();
  }

  private static Iterable<RecordedEvent> of(JournalBlock block) {
    int last = block.events().size() - 1;
    return () ->
        new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next <= last;
          }

          @Override
          public RecordedEvent next() {
            RecordedEvent event =
                new RecordedEvent(block, block.events().get(next), next == last, null);
            next++;
            return event;
          }
        };
  }
}
