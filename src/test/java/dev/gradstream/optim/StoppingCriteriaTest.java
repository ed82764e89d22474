package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoppingCriteriaTest {
  private static StepFacts facts(long step, double loss, double norm) {
    return new StepFacts(step, step * 32, loss, norm, Double.NaN, 0.1);
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

  private static StoppingCriterion of(String... pairs) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String pair : pairs) {
      options.put(pair.split("=")[0], pair.split("=")[1]);
    }
    Settings settings = Settings.of(options);
    StoppingCriterion stop = StoppingCriteria.of(settings);
    settings.refuseUnknown();
    return stop;
  }

  @Test
  void a_change_of_the_loss_counts_from_one_step_to_the_next() {
    StoppingCriterion stop = of("lossChange=0.1", "patience=2");
    assertEquals(Optional.empty(), stop.observe(facts(1, 5, 1)));
    assertEquals(Optional.empty(), stop.observe(facts(2, 5.05, 1)));
    assertEquals(Optional.empty(), stop.observe(facts(3, 4.5, 1)));
    assertEquals(Optional.empty(), stop.observe(facts(4, 4.45, 1)));
    assertEquals(
        Optional.of("lossChange: at most 0.1 for 2 steps in a row"),
        stop.observe(facts(5, 4.4, 1)));
  }

  @Test
  void a_step_norm_is_asked_for_and_steps_that_only_gather_do_not_count() {
    StoppingCriterion stop = of("stepNorm=0.1", "patience=2");
    assertTrue(stop.measuresSteps());
    assertFalse(of("gradientNorm=0.1").measuresSteps());
    double[] norms = {0.05, Double.NaN, 0.2, 0.05, Double.NaN};
    for (int i = 0; i < norms.length; i++) {
      StepFacts facts = new StepFacts(i + 1, 1, 1, 1, norms[i], 0.1);
      assertEquals(Optional.empty(), stop.observe(facts), "step " + (i + 1));
    }
    assertEquals(
        Optional.of("stepNorm: at most 0.1 for 2 steps in a row"),
        stop.observe(new StepFacts(6, 6, 1, 1, 0.01, 0.1)));
  }

  @Test
  void one_small_gradient_among_noise_does_not_stop_a_run_that_averages() {
    StoppingCriterion plain = of("gradientNorm=0.5");
    StoppingCriterion smooth = of("gradientNorm=0.5", "halfLife=1");
    assertEquals(Optional.empty(), plain.observe(facts(1, 1, 2)));
    assertEquals(Optional.empty(), smooth.observe(facts(1, 1, 2)));
    assertTrue(plain.observe(facts(2, 1, 0.1)).isPresent());
    assertEquals(Optional.empty(), smooth.observe(facts(2, 1, 0.1))); // (2/4 + 0.1/2) / (3/4)
    assertEquals(
        Optional.of("gradientNorm: at most 0.5 on average (half-life 1 steps)"),
        smooth.observe(facts(3, 1, 0.1))); // (0.55/2 + 0.1/2) / (7/8) = 0.371
  }

  @Test
  void the_first_criterion_in_the_order_of_the_catalogue_is_the_reason() {
    StoppingCriterion stop = of("lossChange=1", "gradientNorm=1", "steps=2");
    assertEquals(Optional.of("gradientNorm: at most 1.0"), stop.observe(facts(1, 1, 1)));
    assertEquals(Optional.of("steps: 2 reached"), stop.observe(facts(2, 1, 1)));
  }

  @Test
  void what_is_remembered_is_shown_and_restores() {
    StoppingCriterion whole = of("lossChange=0.2", "halfLife=2", "patience=3");
    StoppingCriterion restored = of("lossChange=0.2", "halfLife=2", "patience=3");
    for (int step = 1; step <= 4; step++) {
      whole.observe(facts(step, 3.0 / step, 1));
    }
    StateImage.of(whole).restore(restored);
    for (int step = 5; step <= 9; step++) {
      assertEquals(
          whole.observe(facts(step, 3.0 / step, 1)), restored.observe(facts(step, 3.0 / step, 1)));
    }
    assertEquals(StateImage.of(whole), StateImage.of(restored));
  }

  @Test
  void a_run_knows_which_reasons_are_its_own() {
    assertTrue(StoppingCriteria.isReason("steps: 2 reached"));
    assertTrue(StoppingCriteria.isReason("lossChange: at most 1.0"));
    assertFalse(StoppingCriteria.isReason("end of topic"));
    assertFalse(StoppingCriteria.isReason("time: 5s since the start are over"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "steps=0| steps: expected a whole number from 1",
        "examples=x| examples: expected a whole number from 1",
        "gradientNorm=-1| gradientNorm: expected a number of at least 0, got '-1'",
        "stepNorm=nan| stepNorm: expected a number of at least 0, got 'nan'",
        "lossChange=-0.1| lossChange: expected a number of at least 0, got '-0.1'",
        "patience=0| patience: expected a whole number of at least 1, got '0'",
        "halfLife=-1| halfLife: expected a number from 0",
        "time=soon| time: expected a duration such as 200ms, 1.5s, 10m, 6h or 30d, got 'soon'",
        "time=0s| time: expected a duration above 0, got '0s'",
      })
  void an_impossible_value_is_refused_with_its_place(String option, String wanted) {
    SettingsException problem = assertThrows(SettingsException.class, () -> of(option));
    assertTrue(problem.getMessage().startsWith(wanted), problem.getMessage());
  }
}
