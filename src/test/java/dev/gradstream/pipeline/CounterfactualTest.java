package dev.gradstream.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.pipeline.memory.MemorySource;
import dev.gradstream.pipeline.port.SourceException;
import dev.gradstream.pipeline.replay.Bisection;
import dev.gradstream.pipeline.replay.Counterfactual;
import dev.gradstream.pipeline.replay.Replayer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One record, or one window, that had not been. */
class CounterfactualTest {
  private static final int EXAMPLES = 600;
  private static final int BAD = 16 * 20; // the example that is wrong, in window 21

  private static byte[] line(int i, boolean poisoned) {
    return poisoned && i == BAD
        ? "0.1,0.1,900".getBytes(StandardCharsets.US_ASCII)
        : TrainingRun.line(i);
  }

  private static TrainingRun trained(boolean poisoned, String windowSize, String shuffle) {
    MemorySource source = new MemorySource("id-1", 2);
    for (int i = 0; i < EXAMPLES; i++) {
      if (i == 90) {
        source.append(0, "broken".getBytes(StandardCharsets.US_ASCII)); // 0@45
        source.skip(0, 3); // 0@46 to 0@48
      }
      source.append(i % 2, line(i, poisoned));
    }
    TrainingRun run =
        new TrainingRun(source)
            .with("window.size", windowSize)
            .with("window.shuffle", shuffle)
            .with("optimizer.learningRate", "0.02")
            .with("snapshot.everySteps", "10");
    run.train();
    return run;
  }

  private static Counterfactual.Effect without(TrainingRun run, int partition, long offset) {
    return run.ask(
        (ports, thread) ->
            new Counterfactual(ports, thread)
                .without(
                    Replayer.startOf(ports.journal()).block(), partition, offset, state -> {}));
  }

  @Test
  void a_record_that_was_wrong_moved_the_model_and_raised_the_loss() {
    for (String shuffle : List.of("0", "64")) {
      try (TrainingRun run = trained(true, "16", shuffle)) {
        long offset = BAD / 2 + 4; // behind the broken record and the hole
        Counterfactual.Effect effect = without(run, 0, offset);
        assertTrue(effect.distance() > 0 && effect.norm() > 0);
        assertTrue(effect.meanMove() > 0 && effect.largestMove() >= effect.meanMove());
        assertTrue(effect.lossWithout() < effect.lossWith() / 2, effect::toString);
        assertTrue(effect.figuresWithout().get("rmse") < effect.figuresWith().get("rmse") / 2);
        Counterfactual.Effect harmless = without(run, 0, offset - 2);
        assertTrue(harmless.distance() < effect.distance(), harmless::toString);
      }
    }
  }

  // A mini-batch of one is no step at all without its only example.
  @Test
  void an_example_that_was_learned_from_alone_leaves_a_run_of_one_step_less() {
    try (TrainingRun run = trained(false, "1", "0")) {
      Counterfactual.Effect effect = without(run, 1, 10);
      assertEquals(EXAMPLES, effect.lastStep());
      assertEquals(22, effect.firstStep());
      assertTrue(effect.distance() > 0);
    }
  }

  @Test
  void what_was_never_learned_from_is_told() {
    try (TrainingRun run = trained(false, "16", "0")) {
      assertTold(run, 0, 45, "was rejected");
      assertTold(run, 0, 47, "is a hole");
      assertTold(run, 0, 5_000, "never learned from");
      assertTold(run, 7, 0, "never learned from");
    }
  }

  private static void assertTold(TrainingRun run, int partition, long offset, String what) {
    SourceException told =
        assertThrows(SourceException.class, () -> without(run, partition, offset));
    assertTrue(told.getMessage().contains(what), told.getMessage());
  }

  private static Bisection.Jump bisect(TrainingRun run) {
    return run.ask(
        (ports, thread) ->
            new Bisection(ports, thread)
                .find(Replayer.startOf(ports.journal()).block(), done -> {}));
  }

  @Test
  void the_window_with_the_record_that_was_wrong_is_to_blame_for_the_jump() {
    try (TrainingRun run = trained(true, "16", "0")) {
      Bisection.Jump jump = bisect(run);
      assertEquals(21, jump.window().window());
      assertEquals(21, jump.culprit().window());
      assertTrue(jump.after() > jump.before());
      assertTrue(jump.isOneWindow(), jump::toString);
      assertTrue(jump.withoutCulprit() < jump.behind(), jump::toString);
    }
  }

  @Test
  void of_a_rule_that_changes_no_single_window_is_to_blame() {
    MemorySource source = new MemorySource("id-1", 1);
    for (int i = 0; i < EXAMPLES; i++) {
      double a = (i * 37 % 101) / 50.0 - 1;
      double y = i < EXAMPLES / 2 ? a : 9 - 3 * a;
      source.append(0, (a + ",0.5," + y).getBytes(StandardCharsets.US_ASCII));
    }
    try (TrainingRun run = new TrainingRun(source).with("optimizer.learningRate", "0.001")) {
      run.train();
      Bisection.Jump jump = bisect(run);
      assertEquals(EXAMPLES / 2 / 16 + 1, jump.window().window(), 1);
      assertFalse(jump.isOneWindow(), jump::toString);
    }
  }

  @Test
  void a_loss_that_never_rises_has_no_jump() {
    MemorySource source = new MemorySource("id-1", 1);
    Stream.generate(() -> "0.5,0.5,2")
        .limit(160)
        .forEach(line -> source.append(0, line.getBytes(StandardCharsets.US_ASCII)));
    try (TrainingRun run = new TrainingRun(source).with("optimizer.learningRate", "0.01")) {
      run.train();
      assertEquals(null, bisect(run));
      assertNotEquals(0, run.journal.commits().size());
    }
  }
}
