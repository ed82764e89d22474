package dev.gradstream.codec;

import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Snapshot;
import java.util.List;

/** What a capsule holds, in the order in which it holds it: a whole run in one file. */
public sealed interface CapsulePart {

  /**
   * The first part.
   *
   * @param version of gradstream that packed it
   * @param examples whether the examples are in it
   */
  record Head(String run, String version, boolean examples) implements CapsulePart {}

  /** The next block of the journal. */
  record Block(JournalBlock block) implements CapsulePart {}

  /** A snapshot, verified. */
  record State(Snapshot snapshot) implements CapsulePart {}

  /** Records of one partition, offsets ascending, behind those of the same partition before. */
  record Records(int partition, List<Example> records) implements CapsulePart {}

  /**
   * A record of the examples' topic.
   *
   * @param key null for none
   * @param value null for a tombstone
   */
  record Example(long offset, byte[] key, byte[] value) {}
}
