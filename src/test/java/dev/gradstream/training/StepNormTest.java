package dev.gradstream.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepNormTest {
  @ParameterizedTest
  @ValueSource(strings = {"float32", "float64"})
  void a_step_of_plain_descent_is_as_long_as_rate_times_gradient(String precision) {
    State state = state(precision, "1");
    for (int i = 0; i < 5; i++) {
      StepReport step = step(state, i);
      assertEquals(step.learningRate() * step.gradientNorm(), state.moved, 1e-5 * state.moved);
      assertTrue(state.moved > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"float32", "float64"})
  void a_step_that_only_gathers_has_no_length(String precision) {
    State state = state(precision, "2");
    step(state, 0);
    assertTrue(Double.isNaN(state.moved));
    step(state, 1);
    assertTrue(state.moved > 0);
  }

  private static State state(String precision, String accumulate) {
    Map<String, String> settings = SampleRun.settings();
    settings.put("precision", precision);
    settings.put("optimizer.name", "sgd");
    settings.put("optimizer.accumulate", accumulate);
    settings.put("stop.stepNorm", "0");
    return SampleRun.state(settings);
  }

  private static StepReport step(State state, int number) {
    Input window = SampleRun.window(state, number * 4, number * 4 + 4);
    return ((Event.WindowApplied) Training.apply(state, window).event()).steps().getFirst();
  }
}
