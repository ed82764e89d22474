package dev.gradstream.pipeline.replay;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import reactor.core.publisher.Flux;

/**
 * Which events of a journal are still part of its run's history.
 *
 * <p>A roll-back leaves the events between the window it goes back to and itself in the journal,
 * but no longer in the history: whoever folds a journal folds the survivors only. They follow one
 * another without a gap, positions of partitions included. Example:
 *
 * <pre>
 *   W1 W2 W3 W4 [back to W2] W3' W4'     survivors: W1 W2 [back to W2] W3' W4'
 * </pre>
 *
 * <p>One pass over the journal finds the roll-backs, of which there are few; nothing else of it is
 * kept.
 */
public final class Survivors {

  /** A roll-back, its place, and the last window of the history it leaves. */
  private record Back(long block, int index, long window) {}

  private final List<Back> backs;
  private final long[] lowest; // lowest window that this roll-back or a later one goes back to
  private final long lastBlock;

  private Survivors(List<Back> backs, long lastBlock) {
    this.backs = List.copyOf(backs);
    this.lastBlock = lastBlock;
    lowest = new long[backs.size() + 1];
    lowest[backs.size()] = Long.MAX_VALUE;
    for (int i = backs.size() - 1; i >= 0; i--) {
      lowest[i] = Math.min(backs.get(i).window(), lowest[i + 1]);
    }
  }

  /** Looks through a whole journal for roll-backs. Blocks the thread. */
  public static Survivors of(Flux<JournalBlock> blocks) {
    return of(blocks, 0);
  }

  /**
   * The same for a journal's end.
   *
   * @param blocks from this block on; there may be none
   */
  public static Survivors of(Flux<JournalBlock> blocks, long fromSequence) {
    List<Back> backs = new ArrayList<>();
    long last = fromSequence - 1;
    for (JournalBlock block : blocks.toIterable(64)) {
      last = block.sequence();
      for (int i = 0; i < block.events().size(); i++) {
        if (block.events().get(i) instanceof Event.RolledBack back) {
          backs.add(new Back(last, i, back.window()));
        }
      }
    }
    return new Survivors(backs, last);
  }

  /** The same, with one more roll-back, not yet written, behind the end. */
  public Survivors backTo(long window) {
    List<Back> more = new ArrayList<>(backs);
    more.add(new Back(lastBlock + 1, 0, window));
    return new Survivors(more, lastBlock);
  }

  /** Number of the block after the last one that was looked at. */
  long nextBlock() {
    return lastBlock + 1;
  }

  /** Whether what a block left behind, at this window, is still part of the history. */
  public boolean holds(long block, long window) {
    return window < lowestAfter(block, Integer.MAX_VALUE);
  }

  /**
   * The surviving ones of events that begin behind a block, up to the last block that was looked
   * at.
   *
   * @param window last window before them, 0 for none
   */
  public Iterator<RecordedEvent> of(Iterator<RecordedEvent> events, long window) {
    return new Surviving(events, window);
  }

  /**
   * The flat settings that hold at the end.
   *
   * @param events all of the journal's
   */
  SortedMap<String, String> settings(Iterator<RecordedEvent> events, Event.RunStarted started) {
    SortedMap<String, String> settings = new TreeMap<>(started.specification());
    for (Iterator<RecordedEvent> left = of(events, 0); left.hasNext(); ) {
      switch (left.next().event()) {
        case Event.SpecificationChanged changed -> settings = changed.changes().in(settings);
        case Event.RolledBack back -> settings = back.changes().in(settings);
        default -> {}
      }
    }
    return settings;
  }

  // Of an event at this place: the lowest window that is gone back to later on.
  private long lowestAfter(long block, int index) {
    int low = 0;
    int high = backs.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Back back = backs.get(middle);
      boolean later = back.block() > block || back.block() == block && back.index() > index;
      if (later) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return lowest[low];
  }

  private final class Surviving implements Iterator<RecordedEvent> {
    private final Iterator<RecordedEvent> events;
    private long window; // of the history as it was told by then
    private RecordedEvent next;
    private JournalBlock block;
    private byte[] before; // the certificate of the block before; null where it is not known
    private int index;

    Surviving(Iterator<RecordedEvent> events, long window) {
      this.events = events;
      this.window = window;
      advance();
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public RecordedEvent next() {
      if (next == null) {
        throw new NoSuchElementException();
      }
      RecordedEvent event = next;
      advance();
      return event;
    }

    private void advance() {
      next = null;
      while (next == null && events.hasNext()) {
        RecordedEvent event = events.next();
        if (event.block().sequence() > lastBlock) {
          return; // written since: a roll-back among it is not known
        }
        place(event);
        if (survives(event)) {
          next = event.event() instanceof Event.RolledBack back ? checked(event, back) : event;
        }
      }
    }

    private void place(RecordedEvent event) {
      if (block != event.block()) {
        before = block == null ? null : block.certificate();
        block = event.block();
        index = 0;
      } else {
        index++;
      }
    }

    // Right after a window is the place that is gone back to: what comes behind it goes with the
    // next window.
    private boolean survives(RecordedEvent event) {
      long lowest = lowestAfter(block.sequence(), index);
      switch (event.event()) {
        case Event.WindowApplied applied -> window = applied.window();
        case Event.WindowSkipped skipped -> window = skipped.window();
        case Event.RolledBack back -> {
          window = back.window();
          return window < lowest;
        }
        case Event.RunStarted started -> {
          return true;
        }
        case Event.RunBranched branched -> {
          window = branched.window();
          return true;
        }
        default -> {
          return window < lowest;
        }
      }
      return window <= lowest;
    }

    // What was left is not computed again, but that it is what was left can be told.
    private RecordedEvent checked(RecordedEvent event, Event.RolledBack back) {
      if (index > 0) {
        return event.contradicted("a roll-back stands behind other events in its block");
      }
      boolean same =
          before == null
              || Arrays.equals(before, java.util.HexFormat.of().parseHex(back.discarded()));
      return same
          ? event
          : event.contradicted(
              "the roll-back left a history with certificate "
                  + back.discarded()
                  + ", but the block before has another");
    }
  }
}
