package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.ReplayRange;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.State;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run replays on a copy of its topic, wherever the copy's offsets have their holes. */
class CopyTest {
  private static final int EXAMPLES = 600;

  private static byte[] line(int i) {
    return i % 50 == 7 ? ("broken " + i).getBytes(StandardCharsets.US_ASCII) : TrainingRun.line(i);
  }

  /** A topic with the lines, and holes where it is asked for. */
  private static MemorySource topic(String id, IntPredicate holeBefore, int examples, int polled) {
    MemorySource source = new MemorySource(id, 3, poll -> polled, () -> 0);
    for (int i = 0; i < examples; i++) {
      if (holeBefore.test(i)) {
        source.skip(i % 3, 1 + i % 5);
      }
      source.append(i % 3, line(i));
    }
    return source;
  }

  private static TrainingRun trained() {
    TrainingRun run =
        new TrainingRun(topic("original", i -> i % 11 == 3, EXAMPLES, 100_000))
            .with("snapshot.everySteps", "10");
    run.train();
    return run;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void a_copy_with_other_holes_gives_the_same_certificate(int polled) {
    try (TrainingRun run = trained()) {
      MemorySource copy = topic("copy", i -> i % 7 == 2 || i == 0, EXAMPLES, polled);
      Verdict verdict = run.replay(run.journal, copy);
      assertTrue(verdict.identical(), () -> verdict.difference().describe());
      assertEquals(EXAMPLES - 12, verdict.examples());
      assertArrayEquals(run.replay().certificate(), verdict.certificate());
    }
  }

  @Test
  void a_copy_replays_from_a_snapshot_too() {
    try (TrainingRun run = trained();
        TrainingRun other = new TrainingRun(topic("copy", i -> i % 7 == 2, EXAMPLES, 9))) {
      other.journal = run.journal;
      other.store = run.snapshots;
      Verdict verdict =
          other.replay(new ReplayRange(20, Long.MAX_VALUE), (State s) -> {}, (State s) -> {});
      assertTrue(verdict.identical(), () -> verdict.difference().describe());
      assertEquals(20, verdict.fromStep());
    }
  }

  @Test
  void a_copy_that_lacks_its_last_records_says_how_many_are_missing() {
    try (TrainingRun run = trained()) {
      MemorySource copy = topic("copy", i -> false, EXAMPLES - 30, 100_000);
      var changed =
          assertInstanceOf(
              Difference.ExamplesChanged.class, run.replay(run.journal, copy).difference());
      assertTrue(changed.describe().contains("the topic now has"), changed::describe);
    }
  }

  @Test
  void a_record_more_or_another_one_is_found_out() {
    try (TrainingRun run = trained()) {
      MemorySource more = new MemorySource("copy", 3);
      more.append(1, TrainingRun.line(999));
      for (int i = 0; i < EXAMPLES; i++) {
        more.append(i % 3, line(i));
      }
      var changed =
          assertInstanceOf(
              Difference.ExamplesChanged.class, run.replay(run.journal, more).difference());
      assertEquals(1, changed.step());
    }
  }
}
