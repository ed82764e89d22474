package dev.gradstream.pipeline.replay;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;

/**
 * What the first block of a journal says of how its run began.
 *
 * @param branched where it came from; null for a run that began with nothing learned
 */
public record Beginning(Event.RunStarted started, Event.RunBranched branched) {

  /**
   * @throws IllegalStateException where it is not the first block of a journal, or the run needs
   *     another arithmetic
   */
  public static Beginning of(JournalBlock first) {
    Event second = first.events().size() > 1 ? first.events().get(1) : null;
    return new Beginning(
        Recovery.startOf(first), second instanceof Event.RunBranched branched ? branched : null);
  }
}
