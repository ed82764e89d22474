package dev.gradstream.kafka;

import dev.gradstream.codec.CorruptEventException;
import dev.gradstream.codec.JournalBlocks;
import dev.gradstream.codec.SnapshotIndexes.Entry;
import dev.gradstream.pipeline.port.SnapshotStore;
import dev.gradstream.training.JournalBlock;
import java.util.Optional;

/**
 * Where a journal begins: at its first block or, where it was truncated, at the block of a pinned
 * snapshot. The first block itself is then kept beside that snapshot.
 *
 * @param start block 0, which says what the run is
 * @param firstSequence first block that can be read
 * @param firstStep step after which history can be recomputed; 0 for all of it
 */
record JournalBeginning(JournalBlock start, long firstSequence, long firstStep) {

  /**
   * Empty for a journal without a block.
   *
   * @throws IllegalStateException where blocks are missing that nobody let go
   */
  static Optional<JournalBeginning> read(KafkaConnection connection, RunTopics topics) {
    try (JournalReading reading = new JournalReading(connection, topics.journal(), 0)) {
      return reading.first().map(first -> of(connection, topics, first));
    }
  }

  /** The same, of a journal whose first readable block is this one. */
  static JournalBeginning of(KafkaConnection connection, RunTopics topics, JournalBlock first) {
    if (first.sequence() == 0) {
      return new JournalBeginning(first, 0, 0);
    }
    SnapshotListing listing = SnapshotListing.read(connection, topics.snapshots());
    Entry pinned =
        listing
            .of(first.sequence())
            .filter(entry -> entry.pins().contains(SnapshotStore.JOURNAL_PIN))
            .filter(entry -> listing.journalStart().length > 0)
            .orElseThrow(() -> cutOff(topics, first));
    try {
      return new JournalBeginning(
          JournalBlocks.decode(listing.journalStart()), first.sequence(), pinned.step());
    } catch (CorruptEventException foreign) {
      throw new IllegalStateException(
          topics.snapshots() + ": expected the journal's first block: " + foreign.getMessage(),
          foreign);
    }
  }

  private static IllegalStateException cutOff(RunTopics topics, JournalBlock first) {
    return new IllegalStateException(
        "%s: blocks 0 to %d are missing, and it was not journal.keep that let them go: the journal was cut off from outside (see retention.ms and retention.bytes of the topic); this run can't go on"
            .formatted(topics.journal(), first.sequence() - 1));
  }
}
