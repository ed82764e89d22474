package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer of the catalogue is one rule, in float and in double. */
class DoubleFormTest {
  private static boolean holds(Function<Parameters, Optimizer> member) {
    for (long seed = 1; seed <= 5; seed++) {
      if (!(new DoubleForm(member, seed).error() <= 1e-5)) {
        return false;
      }
    }
    return true;
  }

  private static Function<Parameters, Optimizer> named(String name, Map<String, String> options) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put("name", name);
    return parameters -> Optimizers.of(Settings.of(all), parameters);
  }

  @ParameterizedTest
  @MethodSource("dev.gradstream.optim.Optimizers#names")
  void the_double_form_agrees_with_the_float_form(String name) {
    assertTrue(holds(named(name, Map.of())), name);
  }

  @ParameterizedTest
  @MethodSource("dev.gradstream.optim.Optimizers#names")
  void both_forms_read_the_same_options(String name) {
    Map<String, String> options = new LinkedHashMap<>(Map.of("momentum", "0.7", "rho", "0.8"));
    options.putAll(Map.of("beta1", "0.7", "beta2", "0.9", "epsilon", "0.01"));
    options.put("initial", "0.3");
    options.putAll(Map.of("l1", "0.05", "l2", "0.1", "beta", "2"));
    assertTrue(holds(named(name, options)), name);
    options.put("weightsFirst", "true"); // ftrl's
    assertTrue(holds(named(name, options)), name);
  }

  @Test
  void groups_have_their_own_rule_in_double_too() {
    Map<String, Object> group = Map.of("parameters", "a", "name", "adam", "learningRate", "0.02");
    Map<String, Object> options = Map.of("name", "sgd", "groups", List.of(group));
    assertTrue(holds(parameters -> Optimizers.of(Settings.of(options), parameters)));
  }

  @Test
  void the_suite_fails_a_member_that_does_nothing_in_one_form_or_in_both() {
    Function<Parameters, Optimizer> sgd = named("sgd", Map.of());
    assertFalse(holds(p -> new Half(sgd.apply(p), true, false)));
    assertFalse(holds(p -> new Half(sgd.apply(p), false, true)));
    assertFalse(holds(p -> new Half(sgd.apply(p), false, false)));
    assertTrue(holds(p -> new Half(sgd.apply(p), true, true)));
  }

  /** A rule of which one form may be missing. */
  private record Half(Optimizer rule, boolean floats, boolean doubles) implements Optimizer {
    @Override
    public void update(long step, double rate) {
      if (floats) {
        rule.update(step, rate);
      }
    }

    @Override
    public void update(long step, double rate, float[] gradients, float[] values) {
      throw new AssertionError("not used here");
    }

    @Override
    public void chooseDoubles() {
      rule.chooseDoubles();
    }

    @Override
    public void update(long step, double rate, double[] gradients, double[] values) {
      if (doubles) {
        rule.update(step, rate, gradients, values);
      }
    }

    @Override
    public void visit(StateVisitor visitor) {
      rule.visit(visitor);
    }
  }
}
