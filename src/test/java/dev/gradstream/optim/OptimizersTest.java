package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Published trajectories, and what every optimizer promises. */
class OptimizersTest {

  private static Parameters vector(float... values) {
    Graph graph = new Graph();
    graph.parameter("x", 1, values.length);
    Parameters parameters = Parameters.of(graph);
    System.arraycopy(values, 0, parameters.values(), 0, values.length);
    return parameters;
  }

  private static Settings options(String... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return Settings.of(map);
  }

  /** f = sum x^2 from (1, 2, 3), rate 0.003: f after steps 1 to 5. */
  private static void assertOptax(double tolerance, Settings options, double... wanted) {
    Parameters parameters = vector(1, 2, 3);
    Optimizer optimizer = Optimizers.of(options, parameters);
    for (int step = 1; step <= wanted.length; step++) {
      double f = 0;
      for (int i = 0; i < 3; i++) {
        parameters.gradients()[i] = 2 * parameters.values()[i];
      }
      optimizer.update(step, 0.003);
      for (int i = 0; i < 3; i++) {
        f += parameters.values()[i] * parameters.values()[i];
      }
      assertEquals(wanted[step - 1], f, tolerance, "step " + step);
    }
  }

  @Test
  void trajectories_are_the_ones_that_optax_documents() {
    assertOptax(
        2e-5, options("name", "sgd"), 13.832504, 13.667012, 13.503500, 13.341944, 13.182321);
    assertOptax(
        2e-5, options("name", "adam"), 13.964027, 13.928109, 13.892248, 13.856444, 13.820698);
  }

  @Test
  void rmsprop_is_the_one_that_optax_documents() {
    assertOptax(
        2e-5, options("name", "rmsprop"), 13.886428, 13.804557, 13.736314, 13.675961, 13.620836);
  }

  @Test
  void every_optimizer_leaves_the_setting_decay_to_the_schedule() {
    for (String name : Optimizers.names()) {
      Settings settings =
          Settings.of(Map.of("name", name, "decay", Map.of("name", "step", "factor", "0.5")));
      Optimizers.of(settings, vector(1));
      Schedules.of(settings.child("decay"), 0.1);
      settings.refuseUnknown();
    }
  }

  private static void assertKeras(Settings options, float... wanted) {
    Parameters parameters = vector(1, 2, 3, 4);
    System.arraycopy(new float[] {1, 6, 7, 2}, 0, parameters.gradients(), 0, 4);
    Optimizers.of(options, parameters).update(1, 0.5);
    for (int i = 0; i < 4; i++) {
      assertEquals(wanted[i], parameters.values()[i], 1e-4, options.flat() + " element " + i);
    }
  }

  @Test
  void single_steps_are_the_ones_that_keras_tests() {
    assertKeras(options("name", "sgd"), 0.5f, -1f, -0.5f, 3f);
    assertKeras(options("name", "adam", "epsilon", "1e-7"), 0.5f, 1.5f, 2.5f, 3.5f);
    assertKeras(options("name", "rmsprop", "epsilon", "1e-7"), -0.5811f, 0.4189f, 1.4189f, 2.4189f);
    assertKeras(
        options("name", "adagrad", "initial", "0.1", "epsilon", "1e-7"),
        0.5233f,
        1.5007f,
        2.5005f,
        3.5061f);
  }

  @Test
  void gradient_descent_on_a_parabola_is_the_closed_form() {
    Parameters w = vector(23);
    Optimizer sgd = Optimizers.of(options("name", "sgd"), w);
    for (int k = 1; k <= 10; k++) {
      w.gradients()[0] = 2 * (w.values()[0] - 6);
      sgd.update(k, 0.1);
      assertEquals(6 + 17 * Math.pow(0.8, k), w.values()[0], 1e-5);
    }
  }

  /** First two updates of single weights by hand, g = 2 then 1, rate 0.1. */
  @ParameterizedTest
  @CsvSource({
    // heavy ball: s = 0.2, w = -0.2; s = 0.18 + 0.1, w = -0.48
    "momentum, -0.2, -0.48",
    // look-ahead: w = -(0.9 0.2 + 0.2); s = 0.28, w = -0.38 - (0.9 0.28 + 0.1)
    "nesterov, -0.38, -0.732",
    // m = 0.2, u = 2, w = -0.1 / 0.1 * 0.2 / 2; m = 0.28, u = 1.998, w = -0.1 - 0.1 / 0.19 * 0.28 /
    // 1.998
    "adamax, -0.1, -0.1737579",
    // z = 2, n = 4, w = -2 / (3 / 0.1); s = (sqrt 5 - 2) / 0.1, z = 3 + s / 15, w = -z / ((1 + sqrt
    // 5) / 0.1)
    "ftrl, -0.06666667, -0.09756837",
    // v = 0.2, d = sqrt(1e-8 / (0.2 + 1e-8)) 2, w = -0.1 d; v = 0.24, u = 0.05 d^2, d = sqrt((u +
    // 1e-8) / 0.24)
    "adadelta, -4.472136e-5, -7.358887e-5",
    "amsgrad, -0.1, -0.19322",
  })
  void first_updates_are_what_one_gets_by_hand(String name, float first, float second) {
    Parameters w = vector(0);
    Optimizer optimizer = Optimizers.of(options("name", name), w);
    w.gradients()[0] = 2;
    optimizer.update(1, 0.1);
    assertEquals(first, w.values()[0], 1e-5 * Math.abs(first));
    w.gradients()[0] = 1;
    optimizer.update(2, 0.1);
    assertEquals(second, w.values()[0], 1e-4 * Math.abs(second));
  }

  @Test
  void adamw_shrinks_the_weight_apart_from_the_gradient() {
    Parameters w = vector(1);
    Optimizers.of(options("name", "adamw", "weightDecay", "0.1"), w).update(1, 0.5);
    assertEquals(0.95f, w.values()[0], 1e-7); // gradient 0: Adam leaves it
  }

  @Test
  void ftrl_in_the_order_of_river_is_one_gradient_late() {
    Parameters w = vector(5);
    Optimizer optimizer = Optimizers.of(options("name", "ftrl", "weightsFirst", "true"), w);
    w.gradients()[0] = 2;
    optimizer.update(1, 0.1);
    assertEquals(0f, w.values()[0]); // of z = 0
    optimizer.update(2, 0.1);
    assertEquals(-2f / 30, w.values()[0], 1e-7); // of z = 2, n = 4
  }

  @Test
  void ftrl_keeps_weights_of_weak_gradients_at_zero() {
    Parameters w = vector(0, 0);
    w.gradients()[0] = 0.5f;
    w.gradients()[1] = 2f;
    Optimizers.of(options("name", "ftrl", "l1", "1"), w).update(1, 0.1);
    assertEquals(0f, w.values()[0]);
    assertTrue(w.values()[1] < 0);
  }

  @ParameterizedTest
  @MethodSource("dev.gradstream.optim.Optimizers#names")
  void every_optimizer_descends_and_keeps_padding_zero(String name) {
    Parameters parameters = vector(3, -2, 1);
    Optimizer optimizer = Optimizers.of(options("name", name), parameters);
    double before = 14;
    for (int step = 1; step <= 200; step++) {
      for (int i = 0; i < 3; i++) {
        parameters.gradients()[i] = 2 * parameters.values()[i];
      }
      optimizer.update(
          step, name.equals("adadelta") ? 100 : 0.05); // AdaDelta's own steps begin tiny
    }
    double after = 0;
    for (int i = 0; i < 3; i++) {
      after += parameters.values()[i] * parameters.values()[i];
    }
    assertTrue(after < before / 2, name + ": " + after);
    for (int i = 3; i < parameters.size(); i++) {
      assertEquals(0f, parameters.values()[i], name + " wrote to padding " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.gradstream.optim.Optimizers#names")
  void equal_state_continues_equally(String name) {
    Parameters whole = vector(3, -2, 1);
    Optimizer one = Optimizers.of(options("name", name), whole);
    train(one, whole, 1, 10);
    Parameters resumed = vector(3, -2, 1);
    Optimizer other = Optimizers.of(options("name", name), resumed);
    train(other, resumed, 1, 5);

    Parameters copy = vector(resumed.values()[0], resumed.values()[1], resumed.values()[2]);
    Optimizer restored = Optimizers.of(options("name", name), copy);
    Map<String, float[]> slots = new LinkedHashMap<>();
    other.visit(new Slots((slot, values) -> slots.put(slot, values.clone())));
    restored.visit(
        new Slots(
            (slot, values) -> System.arraycopy(slots.get(slot), 0, values, 0, values.length)));
    train(restored, copy, 6, 10);
    assertArrayEquals(whole.values(), copy.values());
  }

  private static void train(Optimizer optimizer, Parameters parameters, int from, int to) {
    for (int step = from; step <= to; step++) {
      for (int i = 0; i < 3; i++) {
        parameters.gradients()[i] = 2 * parameters.values()[i];
      }
      optimizer.update(step, 0.05);
    }
  }

  @Test
  void a_group_has_its_own_rate_and_follows_the_schedule_unless_told_not_to() {
    Graph graph = new Graph();
    graph.parameter("layers[0].weight", 2, 1);
    graph.parameter("layers[0].bias", 1, 1);
    Parameters p = Parameters.of(graph);
    Tensor bias = p.tensors().get(1);
    Settings settings =
        Settings.of(
            Map.of(
                "name",
                "sgd",
                "learningRate",
                "0.1",
                "groups",
                List.of(Map.of("parameters", "*.bias", "name", "sgd", "learningRate", "0.01"))));
    Optimizer optimizer = Optimizers.of(settings, p);
    p.gradients()[0] = 1;
    p.gradients()[bias.offset()] = 1;
    optimizer.update(1, 0.1);
    assertEquals(-0.1f, p.values()[0]);
    assertEquals(-0.01f, p.values()[bias.offset()]);
    optimizer.update(2, 0.05); // the schedule halved the rate
    assertEquals(-0.015f, p.values()[bias.offset()], 1e-9);
    settings.refuseUnknown();
  }

  @Test
  void a_frozen_group_stays_and_a_pattern_without_a_match_is_refused() {
    Parameters p = vector(1, 2);
    p.gradients()[0] = 1;
    Optimizers.of(
            Settings.of(Map.of("groups", List.of(Map.of("parameters", "x", "frozen", "true")))), p)
        .update(1, 0.1);
    assertEquals(1f, p.values()[0]);
    SettingsException problem =
        assertThrows(
            SettingsException.class,
            () ->
                Optimizers.of(
                    Settings.of(Map.of("groups", List.of(Map.of("parameters", "y*")))), p));
    assertTrue(problem.getMessage().contains("'y*' matches no tensor"), problem.getMessage());
  }
}
