package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.CheckedSpecification;
import dev.gradstream.pipeline.port.Outcome;
import dev.gradstream.pipeline.tuning.Trial;
import dev.gradstream.pipeline.tuning.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class TuningTest {
  private static final int EXAMPLES = 1_000;
  private static final Tuning.Judge LOSS = new Tuning.Judge("loss", false);

  private static CheckedSpecification with(String path, String value) {
    try (var run = new TrainingRun(TrainingRun.examples(1, 1)).with(path, value)) {
      return run.checked();
    }
  }

  private static List<CheckedSpecification> rates(String... rates) {
    return Stream.of(rates).map(rate -> with("optimizer.learningRate", rate)).toList();
  }

  private static List<Trial> tuned(
      List<CheckedSpecification> candidates, Tuning.Judge judge, boolean halving) {
    return new Tuning(
            TrainingRun.examples(3, EXAMPLES), candidates, judge, halving, Schedulers.immediate())
        .run(examples -> {})
        .block(TrainingRun.PATIENCE);
  }

  @Test
  void the_best_candidate_comes_first_and_is_what_an_ordinary_run_comes_to() {
    String[] rates = {"0.0001", "0.05", "0.01"};
    List<Trial> trials = tuned(rates(rates), LOSS, false);
    assertEquals(List.of(1, 2, 0), trials.stream().map(Trial::index).toList());
    for (Trial trial : trials) {
      try (var run =
          new TrainingRun(TrainingRun.examples(3, EXAMPLES))
              .with("optimizer.learningRate", rates[trial.index()])) {
        Outcome outcome = run.train();
        assertEquals(outcome.figures(), trial.figures());
        assertEquals(outcome.examples(), trial.examples());
      }
      assertNull(trial.left());
      assertEquals(trial.score(), trial.figures().get("loss"));
    }
  }

  @Test
  void candidates_of_other_windows_cut_their_own() {
    String[] sizes = {"1", "6", "16"};
    List<CheckedSpecification> candidates =
        Stream.of(sizes).map(size -> with("window.size", size)).toList();
    for (Trial trial : tuned(candidates, LOSS, false)) {
      try (var run =
          new TrainingRun(TrainingRun.examples(3, EXAMPLES))
              .with("window.size", sizes[trial.index()])) {
        assertEquals(run.train().figures(), trial.figures());
      }
    }
  }

  @Test
  void halving_leaves_the_worse_half_three_times() {
    List<Trial> trials =
        tuned(rates("1e-7", "1e-6", "1e-5", "1e-4", "0.001", "0.003", "0.01", "0.03"), LOSS, true);
    assertEquals(7, trials.getFirst().index());
    assertEquals(
        List.of(EXAMPLES, EXAMPLES / 2, EXAMPLES / 4, EXAMPLES / 4, EXAMPLES / 8),
        trials.stream().limit(5).map(trial -> (int) (trial.examples() / 125) * 125).toList());
    assertEquals("left at halving 1", trials.getLast().left());
  }

  @Test
  void how_records_are_polled_decides_nothing() {
    List<CheckedSpecification> candidates = rates("1e-6", "1e-4", "0.003", "0.03");
    MemorySource odd = new MemorySource("id-1", 3, poll -> 1 + poll % 5, () -> 0L);
    for (int i = 0; i < EXAMPLES; i++) {
      odd.append(i % 3, TrainingRun.line(i));
    }
    List<Trial> trials =
        new Tuning(odd, candidates, LOSS, true, Schedulers.immediate())
            .run(examples -> {})
            .block(TrainingRun.PATIENCE);
    assertEquals(tuned(candidates, LOSS, true), trials);
  }

  @Test
  void more_is_better_for_some_figures() {
    List<Trial> trials = tuned(rates("1e-6", "0.05"), new Tuning.Judge("r2", true), false);
    assertEquals(1, trials.getFirst().index());
  }

  @Test
  void a_candidate_that_diverges_is_last_and_says_where() {
    List<Trial> trials = tuned(rates("1e6", "0.05"), LOSS, false);
    assertEquals(1, trials.getFirst().index());
    Trial last = trials.getLast();
    assertTrue(Double.isNaN(last.score()));
    assertTrue(last.left().startsWith("diverged at step "), last.left());
    assertTrue(last.figures().isEmpty());
  }

  @Test
  void curves_rise_in_examples_and_end_at_the_score() {
    Trial trial = tuned(rates("0.05"), LOSS, false).getFirst();
    List<Trial.Point> curve = new ArrayList<>(trial.curve());
    assertTrue(curve.size() > 30, "points: " + curve.size());
    for (int i = 1; i < curve.size(); i++) {
      assertTrue(curve.get(i).examples() >= curve.get(i - 1).examples());
    }
    assertEquals(new Trial.Point(EXAMPLES, trial.score()), curve.getLast());
    assertFalse(curve.getFirst().score() == curve.getLast().score());
  }
}
