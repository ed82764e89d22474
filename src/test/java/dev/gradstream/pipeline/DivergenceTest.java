package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.RunEndedException;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.StepReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done about a loss that is not finite: nothing of it ever becomes state. */
class DivergenceTest {
  private static final int EXAMPLES = 640;
  private static final int POISON = 405; // the window of 16 that holds it is the 26th

  /** A record no rate can learn from, in the middle of good ones. */
  private static MemorySource poisoned(int partitions) {
    MemorySource source = new MemorySource("id-1", partitions);
    for (int i = 0; i < EXAMPLES; i++) {
      byte[] line =
          i == POISON ? "0.5,0.5,3e38".getBytes(StandardCharsets.US_ASCII) : TrainingRun.line(i);
      source.append(i % partitions, line);
    }
    return source;
  }

  private static TrainingRun skipping() {
    return new TrainingRun(poisoned(3)).with("onDivergence", "skip");
  }

  /** A rate at which the first windows already blow up, halved until they do not. */
  private static TrainingRun rollingBack() {
    return new TrainingRun(TrainingRun.examples(3, EXAMPLES))
        .with("optimizer.learningRate", "40")
        .with("model.layers[0].activation", "relu")
        .with("onDivergence.rollback.windows", "5")
        .with("onDivergence.rollback.rate", "0.25");
  }

  private static TrainingRun run(String policy) {
    return policy.equals("skip") ? skipping() : rollingBack();
  }

  @Test
  void a_window_that_diverges_is_passed_over_and_counts_as_seen() {
    try (var run = skipping()) {
      Outcome outcome = run.train();
      assertEquals("end of topic", outcome.reason());
      assertEquals(EXAMPLES - 16, outcome.examples());
      List<Event.WindowSkipped> skipped = all(run, Event.WindowSkipped.class);
      assertEquals(1, skipped.size());
      assertEquals(26, skipped.getFirst().window());
      assertEquals(Event.NO_COMMAND, skipped.getFirst().command());
      assertTrue(skipped.getFirst().reason().contains("the loss is"), skipped::toString);
      assertEquals(EXAMPLES, new UsedRecords(run).count(), "each record is in one span");
    }
  }

  @Test
  void a_run_goes_back_with_a_smaller_rate_until_it_converges() {
    try (var run = rollingBack()) {
      Outcome outcome = run.train();
      assertEquals("end of topic", outcome.reason());
      assertEquals(EXAMPLES, outcome.examples());
      assertEquals(EXAMPLES / 16, outcome.step());
      List<Event.RolledBack> backs = all(run, Event.RolledBack.class);
      assertTrue(backs.size() > 1, backs::toString);
      double rate = 40;
      for (Event.RolledBack back : backs) {
        rate *= 0.25;
        assertEquals(
            Double.toString(rate), back.changes().settings().get("optimizer.learningRate"));
      }
      assertTrue(Double.isFinite(outcome.figures().get("rmse")), outcome::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "rollback"})
  void nothing_that_is_not_finite_is_ever_committed(String policy) {
    try (var run = run(policy)) {
      run.train();
      for (Event.WindowApplied window : all(run, Event.WindowApplied.class)) {
        for (StepReport step : window.steps()) {
          assertTrue(Double.isFinite(step.loss() + step.gradientNorm()), step::toString);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "rollback"})
  void a_replay_is_identical_and_ends_in_the_same_certificate(String policy) {
    try (var run = run(policy)) {
      Outcome outcome = run.train();
      Verdict verdict = run.replay();
      assertNull(verdict.difference());
      assertArrayEquals(outcome.certificate(), verdict.certificate());
      assertEquals(outcome.step(), verdict.steps());
      assertEquals(outcome.figures(), verdict.figures());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"skip", "rollback"})
  void a_crash_after_any_event_ends_in_the_certificate_of_the_undisturbed_run(String policy) {
    try (var whole = run(policy)) {
      Outcome undisturbed = whole.train();
      for (String interval : List.of("0ms", "1h")) {
        for (MemoryJournal.Outcome lost : MemoryJournal.Outcome.values()) {
          try (var shaken =
              run(policy).with("commit.interval", interval).with("snapshot.everySteps", "7")) {
            trainToTheEnd(shaken, lost);
            Verdict verdict = shaken.replay();
            assertTrue(verdict.identical());
            assertArrayEquals(undisturbed.certificate(), verdict.certificate(), interval);
            assertEquals(undisturbed.figures(), verdict.figures());
            assertEquals(undisturbed.reason(), verdict.ended());
          }
        }
      }
    }
  }

  private static void trainToTheEnd(TrainingRun run, MemoryJournal.Outcome lost) {
    try {
      run.train(new Shaking(run, lost));
    } catch (RunEndedException ended) {
      // The answer to the last commit was lost, and its block says that the run is over.
    }
  }

  /** Loses commits, or their answers: some, and those around what is done about a divergence. */
  private static final class Shaking implements StepSink {
    private final TrainingRun run;
    private final MemoryJournal.Outcome lost;
    private final List<Long> shown = new ArrayList<>();

    Shaking(TrainingRun run, MemoryJournal.Outcome lost) {
      this.run = run;
      this.lost = lost;
    }

    @Override
    public void committed(CommittedBlock block) {
      shown.add(block.block().sequence());
      assertEquals(shown.stream().distinct().sorted().toList(), shown);
      boolean remedy =
          block.block().events().stream()
              .anyMatch(e -> e instanceof Event.RolledBack || e instanceof Event.WindowSkipped);
      long sequence = block.block().sequence();
      if (sequence % 12 == 1 || remedy || sequence == 25) {
        run.journal.failNextCommit(lost);
      }
    }
  }

  @Test
  void roll_backs_that_do_not_help_end_the_run() {
    try (var run =
        new TrainingRun(poisoned(1))
            .with("onDivergence.rollback.windows", "3")
            .with("onDivergence.rollback.most", "4")) {
      Outcome outcome = run.train();
      assertTrue(outcome.diverged(), outcome.reason());
      assertTrue(
          outcome.reason().endsWith("4 roll-backs did not lead past window 26"), outcome.reason());
      List<Event.RolledBack> backs = all(run, Event.RolledBack.class);
      assertEquals(List.of(1, 2, 3, 4), backs.stream().map(Event.RolledBack::attempt).toList());
      assertTrue(backs.stream().allMatch(back -> back.window() == 22), backs::toString);
      assertTrue(run.replay().identical());
    }
  }

  @Test
  void a_window_that_no_roll_back_helps_with_is_skipped_where_that_is_allowed() {
    try (var run =
        new TrainingRun(poisoned(1))
            .with("onDivergence.rollback.windows", "3")
            .with("onDivergence.rollback.most", "2")
            .with("onDivergence.skip.most", "1")) {
      Outcome outcome = run.train();
      assertEquals("end of topic", outcome.reason());
      assertEquals(2, all(run, Event.RolledBack.class).size());
      assertEquals(26, all(run, Event.WindowSkipped.class).getFirst().window());
      assertTrue(run.replay().identical());
    }
  }

  @Test
  void windows_skipped_in_a_row_end_the_run_when_they_are_too_many() {
    try (var run =
        new TrainingRun(TrainingRun.examples(1, EXAMPLES))
            .with("optimizer.learningRate", "1000")
            .with("model.layers[0].activation", "relu")
            .with("onDivergence.skip.most", "3")) {
      Outcome outcome = run.train();
      assertTrue(outcome.diverged(), outcome.reason());
      assertTrue(
          outcome.reason().endsWith("3 windows in a row were skipped before"), outcome.reason());
      assertTrue(run.replay().identical());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"settings", "window", "discarded", "gone"})
  void an_altered_roll_back_is_found_and_named(String what) {
    try (var run = rollingBack()) {
      run.train();
      int[] seen = {0};
      List<dev.gradstream.training.JournalBlock> blocks = new ArrayList<>();
      for (Commit commit : run.journal.commits()) {
        var block = commit.block();
        List<Event> events = new ArrayList<>();
        for (Event event : block.events()) {
          boolean last =
              event instanceof Event.RolledBack
                  && ++seen[0] == all(run, Event.RolledBack.class).size();
          if (!last) {
            events.add(event);
          } else if (!what.equals("gone")) {
            events.add(altered((Event.RolledBack) event, what));
          }
        }
        blocks.add(
            new dev.gradstream.training.JournalBlock(
                block.sequence(),
                block.writer(),
                block.model(),
                block.committedAtMs(),
                block.certificate(),
                events));
      }
      Difference difference = run.replay(new FixedJournal(blocks), run.source).difference();
      assertTrue(
          difference instanceof Difference.JournalAltered
              || difference instanceof Difference.ExamplesChanged,
          () -> "came " + difference);
    }
  }

  private static Event altered(Event.RolledBack back, String what) {
    return new Event.RolledBack(
        back.step(),
        what.equals("window") ? back.window() + 1 : back.window(),
        back.attempt(),
        back.divergedWindow(),
        what.equals("settings") ? dev.gradstream.training.Changes.NONE : back.changes(),
        back.nextCommand(),
        back.skips(),
        what.equals("discarded") ? "00".repeat(32) : back.discarded(),
        back.reason());
  }

  @Test
  void a_run_whose_policy_is_not_named_has_the_certificate_it_always_had() {
    try (var plain = new TrainingRun(TrainingRun.examples(1, 160));
        var named = new TrainingRun(TrainingRun.examples(1, 160)).with("onDivergence", "skip")) {
      Event.RunStarted started = started(plain);
      assertFalse(
          started.specification().keySet().stream().anyMatch(key -> key.startsWith("onDiv")));
      assertEquals("skip", started(named).specification().get("onDivergence"));
    }
  }

  private static Event.RunStarted started(TrainingRun run) {
    run.train();
    return all(run, Event.RunStarted.class).getFirst();
  }

  private static <E extends Event> List<E> all(TrainingRun run, Class<E> kind) {
    return run.journal.commits().stream()
        .flatMap(commit -> commit.block().events().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** The records that the spans of a journal's windows name. */
  private record UsedRecords(TrainingRun run) {
    long count() {
      long records = 0;
      for (Event.WindowApplied window : all(run, Event.WindowApplied.class)) {
        records += window.spans().stream().mapToLong(span -> span.records()).sum();
      }
      for (Event.WindowSkipped window : all(run, Event.WindowSkipped.class)) {
        records += window.spans().stream().mapToLong(span -> span.records()).sum();
      }
      return records;
    }
  }
}
