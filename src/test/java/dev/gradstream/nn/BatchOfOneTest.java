package dev.gradstream.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gradstream.autodiff.Plan;
import dev.gradstream.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Learning example by example is the classical way of an online learner. */
class BatchOfOneTest {

  // Rows of a multiple of 128 floats lie further apart than they are long.
  @ParameterizedTest
  @CsvSource({"relu, 1", "relu, 17", "relu, 128", "relu, 256", "tanh, 128", "sigmoid, 128"})
  void a_plan_for_one_row_computes_what_a_plan_for_more_computes(String activation, int width) {
    float[] alone = gradients(activation, width, 1);
    assertFalse(Arrays.equals(alone, new float[alone.length]), "every gradient is zero");
    assertArrayEquals(gradients(activation, width, 5), alone);
  }

  private static float[] gradients(String activation, int width, int capacity) {
    Map<String, String> hidden =
        Map.of("dense", Integer.toString(width), "activation", activation, "init", "glorot");
    Model model =
        Model.of(
            Settings.of(
                Map.of("layers", List.of(hidden, hidden, Map.of("dense", "1")), "loss", "squared")),
            128,
            1,
            1);
    Plan plan = model.compile(capacity);
    Arrays.fill(plan.input(), 0, 128, 0.5f);
    plan.target()[0] = 3;
    plan.gradient(1);
    return plan.parameters().gradients().clone();
  }
}
