package dev.gradstream.pipeline.replay;

import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.util.Iterator;

/**
 * What a journal tells of its run, in order, without what was rolled back. Reads only; blocks while
 * the journal is read.
 */
public final class History {
  private final Journal journal;

  public History(Journal journal) {
    this.journal = journal;
  }

  /** An event in its block. */
  public record Told(JournalBlock block, Event event) {}

  /** How the run began; the journal must not be empty. */
  public Beginning beginning() {
    return journal
        .start()
        .map(Beginning::of)
        .orElseThrow(() -> new IllegalStateException("the journal is empty"));
  }

  /** Every event that is kept. */
  public Iterator<Told> events() {
    Iterator<RecordedEvent> events = recorded();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return events.hasNext();
      }

      @Override
      public Told next() {
        RecordedEvent event = events.next();
        return new Told(event.block(), event.event());
      }
    };
  }

  Iterator<RecordedEvent> recorded() {
    long first = journal.firstSequence();
    return Survivors.of(journal.read(first)).of(RecordedEvent.of(journal.read(first)), 0);
  }
}
