package dev.gradstream.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Plan;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LossesTest {
  /** A single bias-like weight on the input 1, so that the raw output is the weight. */
  private static Plan plan(String loss) {
    Map<String, Object> settings =
        Map.of(
            "layers",
            List.of(
                Map.of(
                    "dense", loss.equals("softmax") ? "2" : "1", "bias", "false", "init", "zeros")),
            "loss",
            loss,
            "quantile",
            "0.9",
            "huberDelta",
            "1");
    Plan plan = Model.of(Settings.of(settings), 1, 2, 1).compile(1);
    plan.input()[0] = 1;
    return plan;
  }

  @ParameterizedTest
  @CsvSource({
    // loss, raw output, target, loss, slope, prediction
    "squared, 3, 1, 4, 4, 3",
    "absolute, 3, 1, 2, 1, 3",
    "huber, 1.5, 1, 0.125, 0.5, 1.5",
    "huber, 3, 1, 1.5, 1, 3",
    "quantile, 3, 1, 0.2, 0.1, 3",
    "quantile, 1, 3, 1.8, -0.9, 1",
    "poisson, 0, 2, 1, -1, 1",
    "logistic, 0, 1, 0.6931472, -0.5, 0.5",
    "hinge, 0.5, 1, 0.5, -1, 0.62245935",
    "hinge, 0.5, 0, 1.5, 1, 0.62245935",
    "softmax, 0, 1, 0.6931472, 0.5, 0.5",
  })
  void a_loss_has_the_value_slope_and_link_of_its_formula(
      String loss, float output, float target, double value, float slope, float prediction) {
    Plan plan = plan(loss);
    plan.parameters().values()[0] = output;
    plan.target()[0] = target;
    assertEquals(value, plan.gradient(1), 1e-6);
    assertEquals(slope, plan.parameters().gradients()[0], 1e-6);
    assertEquals(prediction, plan.prediction()[0], 1e-6);
    assertEquals(plan.rowLosses()[0], plan.loss(1));
  }

  @ParameterizedTest
  @MethodSource("dev.gradstream.nn.Losses#names")
  void descent_lowers_every_loss(String loss) {
    Plan plan = plan(loss);
    plan.target()[0] = 1;
    plan.parameters().values()[0] = -0.5f;
    double before = plan.loss(1);
    for (int i = 0; i < 20; i++) {
      plan.step(1, 0.1);
    }
    assertTrue(plan.loss(1) < before - 1e-3, loss + ": from " + before + " to " + plan.loss(1));
  }

  @Test
  void a_last_layer_that_does_not_fit_the_loss_is_refused() {
    Settings settings =
        Settings.of(Map.of("layers", List.of(Map.of("dense", "2")), "loss", "logistic"));
    SettingsException problem =
        assertThrows(SettingsException.class, () -> Model.of(settings, 3, 2, 1));
    assertEquals("layers[0].dense", problem.path());
    assertTrue(problem.getMessage().contains("expected 1, got 2"), problem.getMessage());
  }

  @Test
  void a_mistake_about_a_class_counts_as_often_as_its_weight_says() {
    Settings settings =
        Settings.of(
            Map.of(
                "layers",
                List.of(Map.of("dense", "1", "init", "zeros")),
                "loss",
                "logistic",
                "classWeights",
                List.of("1", "4")));
    Plan plan = Model.of(settings, 1, 2, 1).compile(2);
    plan.set(0, new float[] {1}, 0);
    plan.set(1, new float[] {1}, 1);
    plan.gradient(2);
    assertEquals(Math.log(2), plan.rowLosses()[0], 1e-6);
    assertEquals(4 * Math.log(2), plan.rowLosses()[1], 1e-6);
    assertEquals((0.5 - 4 * 0.5) / 2, plan.parameters().gradients()[0], 1e-6);
  }
}
