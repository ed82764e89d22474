package dev.gradstream.codec;

import dev.gradstream.event.Sha256;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.util.ArrayList;
import java.util.List;

/** Journal blocks as bytes, after {@code schemas/journal-block.avsc}. Thread-safe. */
public final class JournalBlocks {
  private static final int CERTIFICATE_BYTES = 32;
  private static final EventFormat<dev.gradstream.event.JournalBlock> FORMAT =
      new EventFormat<>("journal block", new dev.gradstream.event.JournalBlock());

  private JournalBlocks() {}

  /**
   * @throws IllegalArgumentException where the block breaks its own rules: a certificate of other
   *     than 32 bytes, steps with a gap
   */
  public static byte[] encode(JournalBlock block) {
    if (block.certificate().length != CERTIFICATE_BYTES) {
      throw new IllegalArgumentException(
          "certificate: expected "
              + CERTIFICATE_BYTES
              + " bytes, got "
              + block.certificate().length);
    }
    return FORMAT.encode(
        new dev.gradstream.event.JournalBlock(
            block.sequence(),
            block.writer(),
            block.model(),
            block.committedAtMs(),
            new Sha256(block.certificate().clone()),
            new WrittenEvents(block.events())));
  }

  /**
   * @param bytes untrusted
   * @throws CorruptEventException where they are no journal block
   */
  public static JournalBlock decode(byte[] bytes) {
    dev.gradstream.event.JournalBlock block = FORMAT.decode(bytes);
    try {
      List<Event> events = new ArrayList<>(block.getEvents().size());
      for (Object event : block.getEvents()) {
        events.add(JournalEvents.ofAvro(event));
      }
      return new JournalBlock(
          block.getSequence(),
          block.getWriter(),
          block.getModel(),
          block.getCommittedAtMs(),
          block.getCertificate().bytes(),
          List.copyOf(events));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw FORMAT.problem("block " + block.getSequence() + " contradicts itself", e);
    }
  }
}
