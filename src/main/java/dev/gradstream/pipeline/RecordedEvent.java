package dev.gradstream.pipeline;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.util.Iterator;
import reactor.core.publisher.Flux;

/**
 * An event of a journal in its place.
 *
 * @param lastOfBlock whether the block's certificate holds after it
 */
record RecordedEvent(JournalBlock block, Event event, boolean lastOfBlock) {

  /**
   * The events of blocks, one after the other. The iterator blocks the training thread while the
   * journal is read, which that thread may: it is an ordinary one, and has nothing else to do then.
   */
  static Iterator<RecordedEvent> of(Flux<JournalBlock> blocks) {
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
            RecordedEvent event = new RecordedEvent(block, block.events().get(next), next == last);
            next++;
            return event;
          }
        };
  }
}
