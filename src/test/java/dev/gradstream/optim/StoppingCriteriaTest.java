package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.settings.Settings;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoppingCriteriaTest {
  private static StepFacts facts(long step, double loss, double norm) {
    return new StepFacts(step, step * 32, loss, norm, 0.1);
  }

  @Test
  void nothing_stops_a_run_without_criteria() {
    assertEquals(
        Optional.empty(), StoppingCriteria.of(Settings.of(Map.of())).observe(facts(1, 0, 0)));
  }

  @Test
  void limits_are_reached_exactly() {
    StoppingCriterion stop = StoppingCriteria.of(Settings.of(Map.of("steps", "2")));
    assertEquals(Optional.empty(), stop.observe(facts(1, 1, 1)));
    assertEquals(Optional.of("steps: 2 reached"), stop.observe(facts(2, 1, 1)));
    StoppingCriterion examples = StoppingCriteria.of(Settings.of(Map.of("examples", "64")));
    assertEquals(Optional.empty(), examples.observe(facts(1, 1, 1)));
    assertEquals(Optional.of("examples: 64 reached"), examples.observe(facts(2, 1, 1)));
  }

  @Test
  void patience_wants_a_condition_to_hold_several_steps_in_a_row() {
    StoppingCriterion stop =
        StoppingCriteria.of(Settings.of(Map.of("gradientNorm", "0.5", "patience", "2")));
    assertEquals(Optional.empty(), stop.observe(facts(1, 1, 0.4)));
    assertEquals(Optional.empty(), stop.observe(facts(2, 1, 0.6)));
    assertEquals(Optional.empty(), stop.observe(facts(3, 1, 0.5)));
    assertEquals(
        Optional.of("gradientNorm: at most 0.5 for 2 steps in a row"),
        stop.observe(facts(4, 1, 0.1)));
  }

  @Test
  void a_target_loss_is_reached_from_above_and_nan_is_not() {
    StoppingCriterion stop = StoppingCriteria.of(Settings.of(Map.of("targetLoss", "0.1")));
    assertEquals(Optional.empty(), stop.observe(facts(1, Double.NaN, 1)));
    assertEquals(Optional.of("targetLoss: 0.1 reached"), stop.observe(facts(2, 0.1, 1)));
  }
}
