package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemoryJournal;
import dev.gradstream.pipeline.memory.MemorySnapshots;
import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Commit;
import dev.gradstream.pipeline.port.CommittedBlock;
import dev.gradstream.pipeline.port.ExampleSource;
import dev.gradstream.pipeline.port.FencedException;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.port.ReadPlan;
import dev.gradstream.pipeline.port.RecordChunk;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.port.SourceExtent;
import dev.gradstream.pipeline.port.StepSink;
import dev.gradstream.pipeline.replay.ChangedSpecificationException;
import dev.gradstream.pipeline.replay.RunEndedException;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.training.Certificate;
import dev.gradstream.training.Event;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class TrainerTest {

  @Test
  void a_bounded_topic_is_learned_from_once_and_the_run_ends() {
    try (var run = new TrainingRun(TrainingRun.examples(3, 1000))) {
      Outcome outcome = run.train();
      assertTrue(outcome.ended());
      assertEquals("end of topic", outcome.reason());
      assertEquals(1000, outcome.examples());
      assertEquals(63, outcome.step()); // 62 full windows of 16 and one of 8
      assertTrue(
          outcome.figures().get("recent.rmse") < 0.6 * outcome.figures().get("baseline.mean.rmse"),
          outcome.figures()::toString);
    }
  }

  @Test
  void two_runs_of_one_configuration_have_one_certificate_however_the_records_are_polled() {
    try (var one = new TrainingRun(TrainingRun.examples(3, 500));
        var other = new TrainingRun(odd(TrainingRun.examples(3, 500), 500))) {
      assertEquals(
          Certificate.hex(one.train().certificate()), Certificate.hex(other.train().certificate()));
    }
  }

  // The same records, dealt out by polls of other sizes.
  private static MemorySource odd(MemorySource same, int count) {
    int[] sizes = {1, 50, 3, 7};
    MemorySource source = new MemorySource("id-2", 3, poll -> sizes[poll % 4], () -> 0L);
    for (int i = 0; i < count; i++) {
      source.append(i % 3, TrainingRun.line(i));
    }
    return source;
  }

  @Test
  void a_seed_decides_the_certificate() {
    try (var one = new TrainingRun(TrainingRun.examples(2, 200));
        var other = new TrainingRun(TrainingRun.examples(2, 200)).with("seed", "43")) {
      assertFalse(java.util.Arrays.equals(one.train().certificate(), other.train().certificate()));
    }
  }

  @Test
  void a_replay_is_identical_and_ends_in_the_same_certificate() {
    try (var run = new TrainingRun(TrainingRun.examples(3, 1000)).with("window.shuffle", "64")) {
      Outcome outcome = run.train();
      Verdict verdict = run.replay();
      assertNull(verdict.difference());
      assertArrayEquals(outcome.certificate(), verdict.certificate());
      assertEquals(outcome.step(), verdict.steps());
      assertEquals(outcome.figures(), verdict.figures());
    }
  }

  @Test
  void a_shuffled_window_is_permuted_anew_each_time_and_by_the_seed_alone() {
    try (var plain = new TrainingRun(TrainingRun.examples(1, 256)).with("window.shuffle", "128");
        var same = new TrainingRun(TrainingRun.examples(1, 256)).with("window.shuffle", "128");
        var ordered = new TrainingRun(TrainingRun.examples(1, 256))) {
      String digests = digests(plain);
      assertEquals(digests, digests(same));
      assertNotEquals(digests, digests(ordered));
    }
  }

  private static String digests(TrainingRun run) {
    run.train();
    return windows(run).stream().flatMap(w -> w.steps().stream()).toList().toString();
  }

  private static List<Event.WindowApplied> windows(TrainingRun run) {
    return run.journal.commits().stream()
        .flatMap(commit -> commit.block().events().stream())
        .filter(Event.WindowApplied.class::isInstance)
        .map(Event.WindowApplied.class::cast)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1, float32", "2, float64", "5, float32", "17, float64"})
  void a_run_interrupted_again_and_again_ends_as_if_it_never_was(
      int commitsBetween, String precision) {
    try (var whole = new TrainingRun(TrainingRun.examples(3, 600)).with("precision", precision);
        var broken =
            new TrainingRun(TrainingRun.examples(3, 600))
                .with("precision", precision)
                .with("snapshot.everySteps", "7")) {
      Outcome undisturbed = whole.with("snapshot.everySteps", "7").train();
      Outcome outcome;
      int sessions = 0;
      do {
        broken.journal = broken.journal.successor();
        StopAfter stop = new StopAfter(commitsBetween);
        Trainer trainer = broken.trainer(stop);
        stop.trainer = trainer;
        outcome = trainer.train().block(TrainingRun.PATIENCE);
        sessions++;
      } while (!outcome.ended());
      assertTrue(sessions > 2, "it was interrupted");
      assertArrayEquals(undisturbed.certificate(), outcome.certificate());
      assertEquals(undisturbed.figures(), outcome.figures());
      assertTrue(broken.replay().identical());
    }
  }

  @Test
  void a_session_stopped_while_it_recovers_ends_at_once_and_takes_nothing_with_it() {
    try (var whole = new TrainingRun(TrainingRun.examples(3, 600));
        var stopped = new TrainingRun(TrainingRun.examples(3, 600))) {
      byte[] undisturbed = whole.train().certificate();
      StopAfter first = new StopAfter(30);
      first.trainer = stopped.trainer(first);
      assertFalse(first.trainer.train().block(TrainingRun.PATIENCE).ended());

      stopped.store = new MemorySnapshots(); // so that there is something to fold
      stopped.journal = stopped.journal.successor();
      Trainer[] again = new Trainer[1];
      ExampleSource stopping =
          new ExampleSource() {
            @Override
            public SourceExtent extent() {
              return stopped.source.extent();
            }

            @Override
            public Flux<RecordChunk> read(ReadPlan plan) {
              return stopped.source.read(plan).doOnNext(chunk -> again[0].stop());
            }
          };
      again[0] = stopped.trainer(stopping);
      int commits = stopped.journal.commits().size();
      assertThrows(StoppedException.class, () -> again[0].train().block(TrainingRun.PATIENCE));
      assertEquals(commits, stopped.journal.commits().size());

      stopped.journal = stopped.journal.successor();
      assertArrayEquals(undisturbed, stopped.train().certificate());
    }
  }

  private static final class StopAfter implements StepSink {
    private int left;
    private Trainer trainer;

    StopAfter(int left) {
      this.left = left;
    }

    @Override
    public void committed(CommittedBlock block) {
      if (--left == 0) {
        trainer.stop();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMITTED", "NOTHING"})
  void a_commit_that_fails_is_recovered_from_the_journal(String outcome) {
    try (var whole = new TrainingRun(TrainingRun.examples(2, 300));
        var shaken = new TrainingRun(TrainingRun.examples(2, 300))) {
      byte[] undisturbed = whole.train().certificate();
      List<Long> shown = new ArrayList<>();
      StepSink shaking =
          new StepSink() {
            @Override
            public void committed(CommittedBlock block) {
              shown.add(block.block().sequence());
              if (shown.size() % 3 == 1) {
                shaken.journal.failNextCommit(MemoryJournal.Outcome.valueOf(outcome));
              }
            }
          };
      assertArrayEquals(undisturbed, shaken.train(shaking).certificate());
      assertEquals(
          shown.stream().sorted().distinct().toList(), shown, "each block shown once, in order");
      assertTrue(shaken.replay().identical());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"COMMITTED", "NOTHING"})
  void of_the_very_first_commit_the_journal_tells_too(String outcome) {
    try (var run = new TrainingRun(TrainingRun.examples(2, 300))) {
      run.journal.failNextCommit(MemoryJournal.Outcome.valueOf(outcome));
      assertEquals(300, run.train().examples());
      List<Long> sequences =
          run.journal.commits().stream().map(commit -> commit.block().sequence()).toList();
      assertEquals(LongStream.range(0, sequences.size()).boxed().toList(), sequences);
      assertTrue(run.replay().identical());
    }
  }

  @Test
  void a_record_that_cannot_be_used_is_set_aside_with_its_reason_and_replays_the_same() {
    MemorySource source = TrainingRun.examples(2, 40);
    source.append(0, "1,2".getBytes(StandardCharsets.US_ASCII));
    source.append(0, TrainingRun.line(41));
    source.append(1, "only".getBytes(StandardCharsets.US_ASCII));
    try (var run = new TrainingRun(source)) {
      Outcome outcome = run.train();
      assertEquals(41, outcome.examples());
      assertEquals(2, outcome.rejected());
      var rejected =
          run.journal.commits().stream().flatMap(commit -> commit.rejected().stream()).toList();
      assertEquals(2, rejected.size());
      assertEquals("expected 3 columns, got 2", rejected.get(0).reason());
      assertEquals("only", new String(rejected.get(1).value(), StandardCharsets.US_ASCII));
      assertTrue(run.replay().identical());
    }
  }

  @Test
  void a_loss_that_is_not_finite_never_becomes_state_and_ends_the_run() {
    try (var run =
        new TrainingRun(TrainingRun.examples(1, 4000))
            .with("optimizer.learningRate", "1000")
            .with("model.layers[0].activation", "relu")) {
      Outcome outcome = run.train();
      assertTrue(outcome.ended());
      assertTrue(outcome.reason().startsWith("diverged at step "), outcome.reason());
      assertTrue(
          windows(run).stream()
              .flatMap(window -> window.steps().stream())
              .allMatch(
                  step -> Double.isFinite(step.loss()) && Double.isFinite(step.gradientNorm())));
      assertTrue(run.replay().identical());
    }
  }

  @Test
  void a_run_that_has_ended_says_so() {
    try (var run = new TrainingRun(TrainingRun.examples(1, 50))) {
      run.train();
      var ended = assertThrows(RunEndedException.class, run::train);
      assertTrue(ended.getMessage().contains("end of topic"), ended.getMessage());
    }
  }

  @Test
  void a_trainer_whose_run_another_one_took_over_ends_and_does_not_take_it_back() {
    try (TrainingRun run = new TrainingRun(TrainingRun.examples(1, 500))) {
      MemoryJournal other = run.journal.successor();
      StepSink takeOver =
          new StepSink() {
            @Override
            public void committed(CommittedBlock block) {
              other.acquire();
            }
          };
      assertThrows(FencedException.class, () -> run.train(takeOver));
    }
  }

  @Test
  void a_source_that_is_not_there_leaves_no_trace_of_a_run() {
    try (TrainingRun run = new TrainingRun(TrainingRun.examples(1, 0))) {
      run.journal.acquire();
      MemoryJournal earlier = run.journal;
      run.journal = earlier.successor();
      ExampleSource missing =
          new ExampleSource() {
            @Override
            public SourceExtent extent() {
              throw new SourceException("no topic 'examples'");
            }

            @Override
            public Flux<RecordChunk> read(ReadPlan plan) {
              return Flux.error(new SourceException("no topic 'examples'"));
            }
          };
      assertThrows(
          SourceException.class, () -> run.trainer(missing).train().block(TrainingRun.PATIENCE));
      // Nobody has taken the journal from its writer: it still commits.
      earlier.commit(new Commit(SampleBlocks.block("test", 0), null, List.of())).block();
    }
  }

  @Test
  void a_loss_is_refused_for_labels_it_is_not_defined_for() {
    for (String[] pair : new String[][] {{"logistic", "real"}, {"softmax", "real"}}) {
      try (TrainingRun run = new TrainingRun(TrainingRun.examples(1, 0))) {
        run.with("model.loss", pair[0]).with("label.kind", pair[1]);
        SettingsException refused = assertThrows(SettingsException.class, run::trainer);
        assertEquals("model.loss", refused.path());
      }
    }
  }

  @Test
  void a_model_that_no_array_holds_is_refused() {
    try (TrainingRun run = new TrainingRun(TrainingRun.examples(1, 0))) {
      run.with("model.layers[0].dense", "1048576")
          .with("model.layers[1].dense", "1048576")
          .with("model.layers[2].dense", "1");
      SettingsException refused = assertThrows(SettingsException.class, run::trainer);
      assertEquals("model.layers", refused.path());
    }
  }

  @Test
  void another_configuration_for_a_run_is_refused_with_the_difference() {
    try (var run = new TrainingRun(TrainingRun.examples(1, 50))) {
      run.train();
      run.with("optimizer.learningRate", "0.06");
      var changed = assertThrows(ChangedSpecificationException.class, run::train);
      assertTrue(
          changed.getMessage().contains("optimizer.learningRate: 0.05 -> 0.06"),
          changed.getMessage());
    }
  }

  @Test
  void a_live_run_seals_by_size_and_by_waiting_time_and_stops_at_its_criterion() {
    MemorySource source = TrainingRun.examples(2, 100);
    try (var run =
        new TrainingRun(source)
            .with("source.until", "never")
            .with("window.maxWait", "1ms")
            .with("stop.examples", "100")) {
      Outcome outcome = run.train();
      assertEquals(100, outcome.examples());
      assertTrue(outcome.reason().startsWith("examples"), outcome.reason());
      assertTrue(run.replay().identical());
    }
  }

  @Test
  void a_sink_that_fails_is_left_out_and_the_run_goes_on() {
    List<Long> seen = new ArrayList<>();
    StepSink failing =
        new StepSink() {
          @Override
          public void committed(CommittedBlock block) {
            throw new IllegalStateException("a fault of a sink");
          }

          @Override
          public void stopped(String reason) {
            seen.add(-1L);
          }
        };
    StepSink watching =
        new StepSink() {
          @Override
          public void committed(CommittedBlock block) {
            seen.add(block.block().sequence());
          }
        };
    try (var run = new TrainingRun(TrainingRun.examples(1, 100))) {
      Outcome outcome = run.train(failing, watching);
      assertEquals(100, outcome.examples());
      assertFalse(seen.contains(-1L), "nothing more is shown to the one that failed");
      assertEquals(run.journal.commits().size() - 1, seen.size());
    }
  }

  @Test
  void a_window_of_more_steps_than_a_journal_record_holds_is_refused() {
    try (var run =
        new TrainingRun(TrainingRun.examples(1, 10))
            .with("window.size", "1")
            .with("window.shuffle", "100000")) {
      var refused =
          assertThrows(dev.gradstream.settings.SettingsException.class, () -> run.trainer());
      assertEquals("window.shuffle", refused.path());
    }
  }
}
