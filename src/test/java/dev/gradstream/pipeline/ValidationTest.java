package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.replay.Verdict;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.training.Event;
import dev.gradstream.training.StepReport;
import dev.gradstream.training.Validation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are held out of training, and what is said of them every so many steps. */
@Timeout(60)
class ValidationTest {
  private static final int EXAMPLES = 2_000;

  private static MemorySource keyed(int partitions) {
    MemorySource source = new MemorySource("id-1", partitions);
    for (int i = 0; i < EXAMPLES; i++) {
      byte[] key = ("customer-" + i % 40).getBytes(StandardCharsets.US_ASCII);
      source.append(i % partitions, i, key, TrainingRun.line(i), List.of());
    }
    return source;
  }

  private static TrainingRun validating(String by) {
    return new TrainingRun(keyed(3))
        .with("validation.fraction", "0.2")
        .with("validation.by", by)
        .with("validation.every", "10")
        .with("validation.keep", "100");
  }

  @ParameterizedTest
  @ValueSource(strings = {"position", "key"})
  void rows_held_out_are_neither_learned_from_nor_scored_and_the_rest_is(String by) {
    try (var run = validating(by)) {
      Outcome outcome = run.train();
      long learned = steps(run).stream().mapToLong(StepReport::examples).sum();
      assertEquals(learned, outcome.examples());
      double share = 1 - learned / (double) EXAMPLES;
      assertTrue(share > 0.05 && share < 0.4, "held out " + share);
      List<Validation> validations = validations(run);
      assertEquals(outcome.step() / 10, validations.size());
      for (int i = 0; i < validations.size(); i++) {
        assertEquals(10 * (i + 1), validations.get(i).step());
        assertTrue(validations.get(i).examples() <= 100);
      }
      assertEquals(100, validations.getLast().examples());
      double best = validations.stream().mapToDouble(Validation::loss).min().orElseThrow();
      assertTrue(best < validations.getFirst().loss() / 1.5, validations::toString);
      assertEquals(validations.getLast().loss(), outcome.figures().get("validation.loss"));
      assertEquals(
          validations.getLast().step(), outcome.figures().get("validation.step").longValue());
      assertTrue(outcome.figures().containsKey("validation.r2"));
    }
  }

  @Test
  void a_key_is_on_one_side_with_all_its_rows() {
    try (var run = validating("key")) {
      assertEquals(0, (EXAMPLES - run.train().examples()) % 50, "rows of each of the 40 keys: 50");
    }
  }

  @Test
  void the_loss_is_what_the_model_of_that_step_says_of_the_rows() {
    try (var run = validating("position").with("window.size", "1").with("validation.keep", "7")) {
      run.train();
      Validation first = validations(run).getFirst();
      var state = new Object[1];
      run.replay(
          run.journal,
          run.source,
          s -> {
            if (s.step() == first.step() && state[0] == null) {
              state[0] = s.figures().get("validation.loss");
            }
          });
      assertEquals(first.loss(), state[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"position", "key"})
  void a_replay_and_a_run_that_crashed_on_the_way_say_the_same(String by) {
    try (var whole = validating(by);
        var shaken = validating(by).with("snapshot.everySteps", "7")) {
      Outcome undisturbed = whole.train();
      Verdict replayed = whole.replay();
      assertNull(replayed.difference());
      assertArrayEquals(undisturbed.certificate(), replayed.certificate());
      assertEquals(undisturbed.figures(), replayed.figures());
      Outcome resumed =
          shaken.train(Disturbed.losingCommits(shaken, sequence -> sequence % 20 == 9));
      assertArrayEquals(undisturbed.certificate(), resumed.certificate());
      assertEquals(undisturbed.figures(), resumed.figures());
      assertEquals(validations(whole), validations(shaken));
    }
  }

  @Test
  void another_seed_holds_other_rows_out() {
    try (var one = validating("position");
        var other = validating("position").with("validation.seed", "7")) {
      one.train();
      other.train();
      assertNotEquals(
          steps(one).getFirst().examples() + " " + steps(one).getFirst().loss(),
          steps(other).getFirst().examples() + " " + steps(other).getFirst().loss());
    }
  }

  @Test
  void rows_in_shuffled_windows_are_held_out_all_the_same() {
    try (var run = validating("position").with("window.shuffle", "160");
        var plain = validating("position")) {
      assertEquals(plain.train().examples(), run.train().examples());
      assertNull(run.replay().difference());
    }
  }

  @Test
  void a_validation_loss_ends_the_run_and_lowers_the_rate() {
    try (var whole = validating("position");
        var run = validating("position")) {
      whole.train();
      double target = validations(whole).get(3).loss();
      Validation first =
          validations(whole).stream().filter(v -> v.loss() <= target).findFirst().orElseThrow();
      Outcome outcome = run.with("stop.validationLoss", "" + target).train();
      assertEquals("validationLoss: " + target + " reached", outcome.reason());
      assertEquals(first.step(), outcome.step());
      assertNull(run.replay().difference());
    }
    try (var run =
        validating("position")
            .with("optimizer.decay.name", "reduce-on-plateau")
            .with("optimizer.decay.by", "validation")
            .with("optimizer.decay.threshold", "1")
            .with("optimizer.decay.patience", "2")) {
      run.train();
      Map<Long, Double> rates = new TreeMap<>();
      steps(run).forEach(step -> rates.put(step.step(), step.learningRate()));
      assertEquals(0.05, rates.get(30L)); // the third validation is the second without improvement
      assertEquals(0.05 * 0.1, rates.get(31L), 1e-18);
    }
  }

  @Test
  void a_record_without_a_key_is_rejected_where_keys_decide() {
    MemorySource source = keyed(1);
    source.append(0, TrainingRun.line(5));
    try (var run = new TrainingRun(source).with("validation.by", "key")) {
      Outcome outcome = run.train();
      assertEquals(1, outcome.rejected());
    }
  }

  @Test
  void what_cannot_be_held_out_is_refused() {
    try (var run = validating("colour")) {
      String message = assertThrows(SettingsException.class, run::checked).getMessage();
      assertTrue(message.contains("expected one of position, key"), message);
    }
    try (var run = validating("key").with("validation.fraction", "1")) {
      String message = assertThrows(SettingsException.class, run::checked).getMessage();
      assertTrue(message.contains("validation.fraction"), message);
    }
  }

  private static List<Validation> validations(TrainingRun run) {
    return windows(run).stream().flatMap(window -> window.validations().stream()).toList();
  }

  private static List<StepReport> steps(TrainingRun run) {
    return windows(run).stream().flatMap(window -> window.steps().stream()).toList();
  }

  static List<Event.WindowApplied> windows(TrainingRun run) {
    List<Event.WindowApplied> windows = new ArrayList<>();
    for (var commit : run.journal.commits()) {
      for (Event event : commit.block().events()) {
        if (event instanceof Event.WindowApplied applied) {
          windows.add(applied);
        }
      }
    }
    return windows;
  }
}
