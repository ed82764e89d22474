package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The proof that a run used each offset of its topic once: reads the spans of its journal and
 * nothing else of it.
 */
final class UsedOffsets {
  private UsedOffsets() {}

  /**
   * @param records how many each partition holds, counted apart
   */
  static void checkEachOnce(List<JournalBlock> blocks, Map<Integer, Integer> records) {
    Event.RunStarted started = (Event.RunStarted) blocks.getFirst().events().getFirst();
    Map<Integer, Long> positions = new TreeMap<>(started.startOffsets());
    Map<Integer, Integer> used = new TreeMap<>();
    for (JournalBlock block : blocks) {
      for (Event event : block.events()) {
        if (event instanceof Event.WindowApplied window) {
          for (Span span : window.spans()) {
            use(span, positions, used);
          }
        }
      }
    }
    assertEquals(records, used, "records used by partition");
    // What follows the last record can only be the markers of transactions.
    positions.forEach(
        (partition, position) ->
            assertTrue(
                position <= started.endOffsets().get(partition),
                "partition " + partition + " was read to " + position));
  }

  private static void use(Span span, Map<Integer, Long> positions, Map<Integer, Integer> used) {
    int partition = span.partition();
    assertEquals(
        positions.put(partition, span.toOffsetExclusive()),
        span.fromOffset(),
        "partition " + partition + ": a span does not begin where the last one ended");
    assertTrue(span.records() <= span.toOffsetExclusive() - span.fromOffset(), span::toString);
    used.merge(partition, span.records(), Integer::sum);
  }
}
