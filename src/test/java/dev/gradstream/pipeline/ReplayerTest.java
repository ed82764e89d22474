package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.Journal;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.replay.Difference;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.training.Event;
import dev.gradstream.training.JournalBlock;
import dev.gradstream.training.Reject;
import dev.gradstream.training.StepReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof bites: whatever is altered is named, with the step and whom to blame. */
class ReplayerTest {
  private static final int STEP = 20;

  @Test
  void an_example_of_which_one_byte_changed_is_named() {
    MemorySource altered = new MemorySource("id-1", 3);
    for (int i = 0; i < 600; i++) {
      byte[] line = TrainingRun.line(i);
      if (i == 16 * STEP) {
        line[line.length - 1] ^= 1;
      }
      altered.append(i % 3, line);
    }
    try (var run = new TrainingRun(TrainingRun.examples(3, 600))) {
      run.train();
      Verdict verdict = run.replay(run.journal, altered);
      var changed = assertInstanceOf(Difference.ExamplesChanged.class, verdict.difference());
      assertEquals(STEP + 1, changed.step());
      assertTrue(changed.describe().contains("the examples changed"), changed.describe());
    }
  }

  @Test
  void a_digest_altered_in_the_journal_is_told_from_arithmetic() {
    try (var run = new TrainingRun(TrainingRun.examples(3, 600))) {
      run.train();
      Journal altered = altered(run.journal, digestOf(STEP, digest -> digest ^ 1));
      var difference =
          assertInstanceOf(
              Difference.JournalAltered.class, run.replay(altered, run.source).difference());
      assertEquals(STEP, difference.step());
    }
  }

  @Test
  void a_history_that_was_computed_otherwise_from_a_step_on_is_named_as_arithmetic() {
    try (var run = new TrainingRun(TrainingRun.examples(3, 600));
        var rounded = new TrainingRun(TrainingRun.examples(3, 600))) {
      run.train();
      // The journal of a run with another rate stands for one rounding that went another way.
      rounded.with("optimizer.learningRate", "0.050000001").train();
      List<JournalBlock> blocks = new ArrayList<>();
      rounded.journal.commits().forEach(commit -> blocks.add(commit.block()));
      blocks.set(0, run.journal.commits().getFirst().block());
      var difference =
          assertInstanceOf(
              Difference.ArithmeticDiffers.class,
              run.replay(new FixedJournal(blocks), run.source).difference());
      assertTrue(difference.step() >= 1 && difference.step() <= 3, difference.describe());
    }
  }

  // One parameter is off by its lowest bit, as after a rounding that went another way.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, STEP, 38})
  void one_rounding_is_named_at_the_very_step_whose_bits_it_changed(int step) {
    for (String interval : List.of("0ms", "1h")) { // a block a step, one block for all
      try (var run =
          new TrainingRun(TrainingRun.examples(3, 600)).with("commit.interval", interval)) {
        run.train();
        int[] flips = {0};
        Verdict verdict =
            run.replay(
                run.journal,
                run.source,
                state -> {
                  if (state.step() == step - 1 && flips[0]++ == 0) {
                    state.visit(new LowestBit());
                  }
                });
        var differs =
            assertInstanceOf(Difference.ArithmeticDiffers.class, verdict.difference(), interval);
        assertEquals(step, differs.step());
        assertNotEquals(differs.recorded().digest(), differs.computed().digest());
      }
    }
  }

  @Test
  void an_altered_loss_is_named_though_the_certificate_does_not_cover_it() {
    try (var run = new TrainingRun(TrainingRun.examples(3, 600))) {
      run.train();
      Journal altered =
          altered(
              run.journal,
              step ->
                  step.step() != STEP
                      ? step
                      : new StepReport(
                          step.step(),
                          step.examples(),
                          Math.nextUp(step.loss()),
                          step.learningRate(),
                          step.gradientNorm(),
                          step.digest()));
      var difference = run.replay(altered, run.source).difference();
      assertEquals(STEP, assertInstanceOf(Difference.JournalAltered.class, difference).step());
    }
  }

  @Test
  void a_version_that_words_the_reason_of_a_reject_otherwise_still_replays_the_run() {
    MemorySource source = TrainingRun.examples(2, 100);
    source.append(0, "broken".getBytes(StandardCharsets.US_ASCII));
    try (var run = new TrainingRun(source)) {
      run.train();
      List<JournalBlock> reworded = new ArrayList<>();
      run.journal.commits().forEach(commit -> reworded.add(reworded(commit.block())));
      assertNotEquals(
          run.journal.commits().stream().map(Commit::block).toList(), reworded, "it has a reject");
      assertNull(run.replay(new FixedJournal(reworded), source).difference());
    }
  }

  private static JournalBlock reworded(JournalBlock block) {
    return new JournalBlock(
        block.sequence(),
        block.writer(),
        block.model(),
        block.committedAtMs(),
        block.certificate(),
        block.events().stream().map(ReplayerTest::reworded).toList());
  }

  private static Event reworded(Event event) {
    return event instanceof Event.WindowApplied applied
        ? new Event.WindowApplied(
            applied.window(),
            applied.seal(),
            applied.spans(),
            applied.rejects().stream()
                .map(r -> new Reject(r.source(), r.partition(), r.offset(), r.index(), "in words"))
                .toList(),
            applied.steps())
        : event;
  }

  @Test
  void a_topic_that_was_cut_off_is_named_with_what_is_missing() {
    try (var run = new TrainingRun(TrainingRun.examples(2, 600))) {
      run.train();
      var missing =
          assertThrows(
              SourceException.class, () -> run.replay(run.journal, TrainingRun.examples(2, 300)));
      assertTrue(missing.getMessage().contains("cut off"), missing.getMessage());
    }
  }

  private static UnaryOperator<StepReport> digestOf(long step, UnaryOperator<Long> change) {
    return report ->
        report.step() != step
            ? report
            : new StepReport(
                report.step(),
                report.examples(),
                report.loss(),
                report.learningRate(),
                report.gradientNorm(),
                change.apply(report.digest()));
  }

  private static Journal altered(MemoryJournal journal, UnaryOperator<StepReport> change) {
    return new FixedJournal(
        journal.commits().stream().map(commit -> altered(commit.block(), change)).toList());
  }

  private static JournalBlock altered(JournalBlock block, UnaryOperator<StepReport> change) {
    List<Event> events =
        block.events().stream()
            .map(
                event ->
                    event instanceof Event.WindowApplied window
                        ? new Event.WindowApplied(
                            window.window(),
                            window.seal(),
                            window.spans(),
                            window.rejects(),
                            window.steps().stream().map(change).toList())
                        : event)
            .toList();
    return new JournalBlock(
        block.sequence(),
        block.writer(),
        block.model(),
        block.committedAtMs(),
        block.certificate(),
        events);
  }
}
