package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.window.Buffers;
import dev.gradstream.pipeline.window.MergingCutter;
import dev.gradstream.training.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics with more records that cannot be used, or larger windows, than is convenient. */
class ManyRejectsTest {
  private static final byte[] BROKEN = "broken".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500})
  void a_window_holds_a_bounded_number_of_rejects_wherever_they_stand(int usable) {
    try (TrainingRun run = new TrainingRun(source(usable, poll -> 20_000));
        TrainingRun other = new TrainingRun(source(usable, poll -> 1 + 300 * (poll % 5)))) {
      Outcome outcome = run.train();
      assertEquals(usable, outcome.examples());
      assertEquals(3 * 4_000, outcome.rejected());
      assertTrue(
          windows(run).stream().allMatch(w -> w.rejects().size() <= 3 * MergingCutter.MOST_REJECTS),
          "windows of bounded size");
      assertTrue(windows(run).size() >= 3);
      assertArrayEquals(outcome.certificate(), other.train().certificate());
      assertTrue(run.replay().identical());
    }
  }

  // Rejects before, between and behind the usable records.
  private static MemorySource source(int usable, java.util.function.IntUnaryOperator polls) {
    MemorySource source = new MemorySource("id-1", 3, polls, () -> 0L);
    for (int i = 0; i < 12_000; i++) {
      source.append(i % 3, BROKEN);
      if (i >= 5_000 && i < 5_000 + usable) {
        source.append(i % 3, TrainingRun.line(i));
      }
    }
    return source;
  }

  @Test
  void a_window_larger_than_what_waits_at_most_is_filled_and_replayed() {
    int examples = Buffers.HIGH_WATER * 2;
    MemorySource source = new MemorySource("id-1", 1, poll -> 10_000, () -> 0L);
    for (int i = 0; i < examples; i++) {
      source.append(0, TrainingRun.line(i));
    }
    try (TrainingRun run =
        new TrainingRun(source)
            .with("window.size", "1024")
            .with("window.shuffle", Integer.toString(examples - 10_000))) {
      assertEquals(examples, run.train().examples());
      assertEquals(2, windows(run).size());
      assertTrue(run.replay().identical());
    }
  }

  private static List<Event.WindowApplied> windows(TrainingRun run) {
    return run.journal.commits().stream()
        .flatMap(commit -> commit.block().events().stream())
        .filter(Event.WindowApplied.class::isInstance)
        .map(Event.WindowApplied.class::cast)
        .toList();
  }
}
