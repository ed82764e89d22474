package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

/** Each option on numbers that one gets by hand, and the published examples of clipping. */
class OptionsTest {
  /** A weight of one number and a bias of one number. */
  private static final class Pair {
    private final Parameters parameters;
    private final int bias;
    private final Optimizer optimizer;
    private long step;

    Pair(String options, double weight, double bias) {
      Graph graph = new Graph();
      graph.parameter("layer.weight", 1, 1);
      graph.parameter("layer.bias", 1, 1);
      parameters = Parameters.of(graph);
      this.bias = parameters.tensors().get(1).offset();
      Map<String, Object> all = new LinkedHashMap<>();
      for (String pair : options.split(" ")) {
        all.put(pair.split("=")[0], pair.split("=")[1]);
      }
      Settings settings = Settings.of(all);
      optimizer = Optimizers.of(settings, parameters);
      settings.refuseUnknown();
      parameters.values()[0] = (float) weight;
      parameters.values()[this.bias] = (float) bias;
    }

    void update(double rate, double gradient, double biasGradient) {
      parameters.gradients()[0] = (float) gradient;
      parameters.gradients()[bias] = (float) biasGradient;
      optimizer.update(++step, rate);
    }

    void requireValues(double weight, double biasValue) {
      assertEquals(weight, parameters.values()[0], 1e-6 * Math.max(1, Math.abs(weight)));
      assertEquals(biasValue, parameters.values()[bias], 1e-6 * Math.max(1, Math.abs(biasValue)));
    }
  }

  @Test
  void l2_adds_to_the_gradient_of_weights_but_not_of_biases() {
    Pair pair = new Pair("name=sgd l2=0.5", 2, 2);
    pair.update(0.1, 1, 1); // 2 - 0.1 (1 + 0.5 2); 2 - 0.1
    pair.requireValues(1.8, 1.9);
    Pair all = new Pair("name=sgd l2=0.5 penalize=all", 2, 2);
    all.update(0.1, 1, 1);
    all.requireValues(1.8, 1.8);
  }

  @Test
  void the_scale_and_the_shift_of_a_normalised_layer_are_not_penalised_and_a_table_is() {
    Graph graph = new Graph();
    graph.parameter("layers[0].norm.scale", 1, 1);
    graph.parameter("layers[0].norm.shift", 1, 1);
    graph.parameter("layers[0].table", 1, 1);
    Parameters parameters = Parameters.of(graph);
    for (Tensor tensor : parameters.tensors()) {
      parameters.values()[tensor.offset()] = 1;
    }
    Map<String, String> options = Map.of("name", "sgd", "l2", "1");
    Optimizers.of(Settings.of(options), parameters).update(1, 0.1);
    List<Float> values =
        parameters.tensors().stream().map(t -> parameters.values()[t.offset()]).toList();
    assertEquals(List.of(1f, 1f, 0.9f), values);
  }

  @Test
  void l2_goes_through_the_rule_and_decoupled_decay_does_not() {
    Pair l2 = new Pair("name=momentum momentum=0.5 l2=1", 1, 0);
    l2.update(0.1, 0, 0); // s = 0.1, w = 0.9
    l2.update(0.1, 0, 0); // s = 0.05 + 0.09, w = 0.76
    l2.requireValues(0.76, 0);
    Pair decay = new Pair("name=momentum momentum=0.5 weightDecay=1", 1, 0);
    decay.update(0.1, 0, 0);
    decay.update(0.1, 0, 0);
    decay.requireValues(0.81, 0);
  }

  @Test
  void adamw_decays_biases_too_unless_told_otherwise() {
    Pair adamw = new Pair("name=adamw weightDecay=0.1", 1, 1);
    adamw.update(0.5, 0, 0);
    adamw.requireValues(0.95, 0.95);
    Pair weights = new Pair("name=adamw weightDecay=0.1 penalize=weights", 1, 1);
    weights.update(0.5, 0, 0);
    weights.requireValues(0.95, 1);
  }

  @Test
  void l1_takes_a_weight_to_zero_and_holds_it_there_against_weak_gradients() {
    for (int sign : new int[] {1, -1}) {
      Pair pair = new Pair("name=sgd l1=1", 0.25 * sign, 0.25);
      pair.update(0.1, 0, 0);
      pair.requireValues(0.15 * sign, 0.25);
      pair.update(0.1, 0, 0);
      pair.requireValues(0.05 * sign, 0.25);
      pair.update(0.1, 0, 0); // u = 0.3, q = -0.25: 0.05 are left for later
      assertEquals(0f, pair.parameters.values()[0]);
      pair.update(0.1, -1.2 * sign, 0); // to 0.12, and u + q = 0.4 - 0.25
      assertEquals(0f, pair.parameters.values()[0]);
      pair.update(0.1, -3 * sign, 0); // to 0.3, and u + q = 0.5 - 0.25 - 0.12
      pair.requireValues((0.3 - 0.13) * sign, 0.25);
    }
  }

  @Test
  void clipping_gives_the_vectors_of_the_keras_tests() {
    Pair norm = new Pair("name=sgd clipNorm=1", 0, 0);
    norm.update(1, 100, 100); // over both tensors: the norm is global
    norm.requireValues(-Math.sqrt(0.5), -Math.sqrt(0.5));
    Pair value = new Pair("name=sgd clipValue=1", 0, 0);
    value.update(1, 100, -100);
    value.requireValues(-1, 1);
    Pair small = new Pair("name=sgd clipNorm=1 clipValue=1", 0, 0);
    small.update(1, 0.6, 0.8); // a norm of 1 is within the limit
    small.requireValues(-0.6, -0.8);
    Pair both = new Pair("name=sgd clipValue=3 clipNorm=1", 0, 0);
    both.update(1, 100, 4); // (3, 3) first
    both.requireValues(-Math.sqrt(0.5), -Math.sqrt(0.5));
  }

  @Test
  void clipping_comes_before_the_penalty() {
    Pair pair = new Pair("name=sgd clipNorm=1 l2=1", 5, 0);
    pair.update(0.1, 10, 0); // 5 - 0.1 (1 + 5)
    pair.requireValues(4.4, 0);
  }

  @Test
  void the_norm_that_is_clipped_leaves_out_what_is_frozen() {
    Graph graph = new Graph();
    graph.parameter("a", 1, 1);
    graph.parameter("b", 1, 1);
    Parameters parameters = Parameters.of(graph);
    Map<String, Object> frozen = Map.of("parameters", "b", "frozen", "true");
    Map<String, Object> options = Map.of("clipNorm", "5", "groups", List.of(frozen));
    Optimizer optimizer = Optimizers.of(Settings.of(options), parameters);
    parameters.gradients()[0] = 3;
    parameters.gradients()[parameters.tensors().get(1).offset()] = 1000;
    optimizer.update(1, 1);
    assertEquals(-3f, parameters.values()[0]);
  }

  @Test
  void accumulation_updates_once_by_the_mean_and_counts_its_own_updates() {
    Pair pair = new Pair("name=sgd accumulate=2", 0, 0);
    pair.update(0.1, 1, 10);
    pair.requireValues(0, 0);
    assertTrue(pair.optimizer.gathering());
    pair.update(0.1, 3, 30);
    pair.requireValues(-0.2, -2);
    assertFalse(pair.optimizer.gathering());
    // Adam's first step has the size of the rate only if it is told that it is the first.
    Pair adam = new Pair("name=adam accumulate=3", 0, 0);
    for (int i = 0; i < 3; i++) {
      adam.update(0.1, 2, -2);
    }
    adam.requireValues(-0.1, 0.1);
  }

  @Test
  void a_million_tiny_updates_are_lost_by_floats_and_kept_by_compensated_weights() {
    Pair plain = new Pair("name=sgd", 1, 1);
    Pair compensated = new Pair("name=sgd compensated=true", 1, 1);
    for (int i = 0; i < 1_000_000; i++) {
      plain.update(1, 2e-8, 2e-8);
      compensated.update(1, 2e-8, 2e-8);
    }
    plain.requireValues(1, 1);
    compensated.requireValues(0.98, 0.98);
    assertEquals(0.98f, compensated.parameters.values()[0]);
  }

  @Test
  void a_decay_too_weak_for_a_float_is_kept_by_compensated_weights() {
    Pair plain = new Pair("name=sgd weightDecay=2e-8", 1, 1);
    Pair compensated = new Pair("name=sgd weightDecay=2e-8 compensated=true", 1, 1);
    for (int i = 0; i < 1_000_000; i++) {
      plain.update(1, 0, 0);
      compensated.update(1, 0, 0);
    }
    plain.requireValues(1, 1);
    compensated.requireValues(Math.exp(-0.02), 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "l2=-1| l2: expected a number from 0 to 1000000, got '-1'",
        "l1=abc| l1: expected a number from 0 to 1000000, got 'abc'",
        "weightDecay=nan| weightDecay: expected a number from 0 to 1000000, got 'nan'",
        "clipNorm=0| clipNorm: expected a number above 0, got '0'",
        "clipValue=-3| clipValue: expected a number above 0, got '-3'",
        "accumulate=0| accumulate: expected a whole number from 1 to 1000000, got '0'",
        "accumulate=1.5| accumulate: expected a whole number from 1 to 1000000, got '1.5'",
        "compensated=yes| compensated: expected true or false, got 'yes'",
        "l2=1 penalize=al| penalize: expected one of weights, all, got 'al'",
        "name=ftrl compensated=true| compensated: ftrl computes a weight anew",
      })
  void an_impossible_value_is_refused_with_its_place(String options, String wanted) {
    SettingsException problem =
        assertThrows(SettingsException.class, () -> new Pair(options, 0, 0));
    assertTrue(problem.getMessage().startsWith(wanted), problem.getMessage());
  }
}
