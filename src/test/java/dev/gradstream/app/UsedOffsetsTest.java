package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Seal;
import dev.gradstream.training.Span;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A checker that lets everything pass would prove nothing. */
final class UsedOffsetsTest {
  private static void check(int records, Span... spans) {
    Event started =
        new Event.RunStarted("r", Map.of(), 1, "", "", Map.of(0, 0L), Map.of(0, 11L), 0);
    Event window = new Event.WindowApplied(1, Seal.SIZE, List.of(spans), List.of(), List.of());
    JournalBlock block =
        new JournalBlock(0, "w", "main", 0, new byte[32], List.of(started, window));
    UsedOffsets.checkEachOnce(List.of(block), Map.of(0, LongStream.range(0, records).toArray()));
  }

  private static Span span(long from, long to, int records) {
    return new Span(0, 0, from, to, records, 0);
  }

  private static void refused(int records, Span... spans) {
    assertThrows(AssertionError.class, () -> check(records, spans));
  }

  @Test
  void only_what_uses_each_record_once_passes() {
    check(10, span(0, 4, 4), span(4, 10, 6));
    check(10, span(0, 4, 4), span(4, 11, 6)); // a marker at the end
    refused(10, span(0, 4, 4), span(5, 11, 6)); // an offset left out
    refused(10, span(0, 5, 5), span(4, 10, 5)); // an offset used twice
    refused(10, span(4, 10, 6), span(0, 4, 4)); // out of order
    refused(10, span(0, 4, 4)); // the rest never used
    refused(10, span(0, 4, 5), span(4, 10, 5)); // more records than offsets
    refused(10, span(0, 12, 12)); // beyond the end
  }
}
