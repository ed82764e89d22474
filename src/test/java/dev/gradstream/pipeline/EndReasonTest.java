package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.RunEndedException;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Why a run ended is part of its history, and what its own criteria say is proved by a replay. */
class EndReasonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps| 5| steps: 5 reached",
        "examples| 100| examples: 100 reached",
        "gradientNorm| 1| gradientNorm: at most 1.0 on average (half-life 3 steps)",
        "stepNorm| 0.05| stepNorm: at most 0.05 on average (half-life 3 steps)",
        "lossChange| 0.01| lossChange: at most 0.01 on average (half-life 3 steps)",
        "targetLoss| 0.3| targetLoss: 0.3 reached on average (half-life 3 steps)",
      })
  void a_criterion_ends_a_run_and_its_replay_finds_that_it_held(
      String criterion, String value, String reason) {
    for (String precision : new String[] {"float32", "float64"}) {
      try (var run = run(criterion, value).with("precision", precision)) {
        Outcome outcome = run.train();
        assertTrue(outcome.ended());
        assertEquals(reason, outcome.reason());
        assertTrue(outcome.examples() < 1600, "before the end of the topic");
        Verdict verdict = run.replay();
        assertNull(verdict.difference());
        assertEquals(reason, verdict.ended());
      }
    }
  }

  private static TrainingRun run(String criterion, String value) {
    return new TrainingRun(TrainingRun.examples(2, 1600))
        .with("stop." + criterion, value)
        .with("stop.halfLife", "3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps: 6 reached| 'steps: 6 reached', and after step 5 what holds is 'steps: 5 reached'",
        "end of topic| 'end of topic', and its criterion 'steps: 5 reached' held before, at step 5",
      })
  void another_reason_than_the_one_that_held_is_named(String told, String wanted) {
    try (var run = run("steps", "5")) {
      run.train();
      assertNamed(run, told, wanted);
    }
  }

  @Test
  void a_criterion_that_did_not_hold_is_named() {
    try (var run = run("steps", "5000")) {
      assertEquals("end of topic", run.train().reason());
      assertNull(run.replay().difference());
      assertNamed(
          run,
          "targetLoss: 0.1 reached",
          "'targetLoss: 0.1 reached', and after step 100 none of its stopping criteria holds");
    }
  }

  private static void assertNamed(TrainingRun run, String told, String wanted) {
    var altered =
        new FixedJournal(run.journal.commits().stream().map(c -> retold(c.block(), told)).toList());
    var difference = run.replay(altered, run.source).difference();
    String words = assertInstanceOf(Difference.JournalAltered.class, difference).describe();
    assertTrue(words.contains(wanted), words);
  }

  private static JournalBlock retold(JournalBlock block, String reason) {
    return new JournalBlock(
        block.sequence(),
        block.writer(),
        block.model(),
        block.committedAtMs(),
        block.certificate(),
        block.events().stream()
            .map(
                e -> e instanceof Event.RunEnded ? new Event.RunEnded(reason, Event.NO_COMMAND) : e)
            .toList());
  }

  @Test
  void a_run_ends_when_its_time_is_over_and_replays_to_the_same_place() {
    AtomicLong nowMs = new AtomicLong();
    try (var run = run("time", "1s")) {
      run.clock = () -> Instant.ofEpochMilli(nowMs.addAndGet(10)); // each look takes 10 ms
      Outcome outcome = run.train();
      assertEquals("time: 1s since the start are over", outcome.reason());
      assertTrue(outcome.step() > 1 && outcome.step() < 100, "step " + outcome.step());
      Verdict verdict = run.replay();
      assertNull(verdict.difference());
      assertEquals(outcome.step(), verdict.steps());
      assertEquals(outcome.reason(), verdict.ended());
      assertThrows(RunEndedException.class, run::train);
    }
  }
}
