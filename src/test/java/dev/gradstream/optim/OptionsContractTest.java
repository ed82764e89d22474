package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Generator;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every option promises around every optimizer of the catalogue, alone and with all others.
 */
class OptionsContractTest {
  private static final List<String> OPTIONS =
      List.of(
          "l2=0.1",
          "l1=0.01",
          "weightDecay=0.1",
          "clipValue=0.4",
          "clipNorm=0.3",
          "accumulate=3",
          "compensated=true");

  /** What FTRL cannot take, because it sets its weights. */
  private static final List<String> OF_SUMS = List.of("weightDecay=0.1", "compensated=true");

  /** An optimizer of the catalogue with some options. */
  record Member(String name, List<String> options) {
    Optimizer over(Parameters parameters) {
      Map<String, String> all = new LinkedHashMap<>();
      all.put("name", name);
      options.forEach(option -> all.put(option.split("=")[0], option.split("=")[1]));
      Settings settings = Settings.of(all);
      Optimizer optimizer = Optimizers.of(settings, parameters);
      settings.refuseUnknown();
      return optimizer;
    }

    Member plain() {
      return new Member(
          name, name.equals("adamw") && hasDecay() ? List.of("weightDecay=0") : List.of());
    }

    private boolean hasDecay() {
      return options.stream().anyMatch(option -> option.startsWith("weightDecay"));
    }
  }

  static Stream<Member> members() {
    return Optimizers.names().stream()
        .flatMap(
            name -> {
              List<String> fitting =
                  OPTIONS.stream()
                      .filter(option -> !name.equals("ftrl") || !OF_SUMS.contains(option))
                      .toList();
              return Stream.concat(
                  fitting.stream().map(option -> new Member(name, List.of(option))),
                  Stream.of(new Member(name, fitting)));
            });
  }

  @ParameterizedTest
  @MethodSource("members")
  void the_double_form_agrees_with_the_float_form(Member member) {
    for (long seed = 1; seed <= 5; seed++) {
      double error = new DoubleForm(member::over, seed).error();
      assertTrue(error <= 1e-5, member + ": " + error);
    }
  }

  @ParameterizedTest
  @MethodSource("members")
  void what_is_restored_in_the_middle_goes_on_bit_for_bit(Member member) {
    for (boolean doubles : List.of(false, true)) {
      for (int middle : new int[] {1, 4, 6}) {
        assertTrue(restores(member::over, doubles, middle), member + ", doubles " + doubles);
      }
    }
  }

  private static boolean restores(
      Function<Parameters, Optimizer> member, boolean doubles, int middle) {
    Course whole = new Course(member, doubles);
    whole.run(1, middle);
    Course restored = new Course(member, doubles);
    restored.resume(whole);
    whole.run(middle + 1, 12);
    restored.run(middle + 1, 12);
    return whole.bits().equals(restored.bits());
  }

  @ParameterizedTest
  @MethodSource("members")
  void every_option_makes_a_difference_and_leaves_padding_zero(Member member) {
    Course plain = new Course(member.plain()::over, false);
    Course with = new Course(member::over, false);
    plain.run(1, 40);
    with.run(1, 40);
    assertNotEquals(plain.weights(), with.weights(), member::toString);
    with.requirePaddingZero(member.toString());
  }

  @ParameterizedTest
  @MethodSource("members")
  void an_option_is_recorded_only_where_it_is_set(Member member) {
    Settings settings = Settings.of(Map.of("name", member.name()));
    Optimizers.of(settings, Course.parameters());
    for (String option : OPTIONS) {
      String name = option.split("=")[0];
      boolean own = member.name().equals("ftrl") && name.startsWith("l");
      own |= member.name().equals("adamw") && name.equals("weightDecay");
      assertEquals(own, settings.resolved().containsKey(name), name);
    }
  }

  @Test
  void what_an_optimizer_of_sums_cannot_take_is_refused_with_the_reason() {
    for (String option : OF_SUMS) {
      Member member = new Member("ftrl", List.of(option));
      SettingsException problem =
          assertThrows(SettingsException.class, () -> member.over(Course.parameters()));
      assertTrue(problem.getMessage().contains("computes a weight anew"), problem.getMessage());
    }
  }

  @Test
  void the_suite_fails_an_option_that_forgets_its_state_or_the_double_form() {
    Function<Parameters, Optimizer> forgetful =
        p -> {
          float[] before = new float[p.size()]; // a heavy ball that nobody is shown
          return new Around(p, p.tensors(), new Member("sgd", List.of()).over(p)) {
            @Override
            public void update(long step, double rate, float[] g, float[] w) {
              for (int i = 0; i < g.length; i++) {
                before[i] = 0.9f * before[i] + g[i];
                g[i] = before[i];
              }
              then.update(step, rate, g, w);
            }

            @Override
            public void update(long step, double rate, double[] g, double[] w) {
              then.update(step, rate, g, w);
            }
          };
        };
    assertFalse(restores(forgetful, false, 4));
    assertFalse(new DoubleForm(forgetful, 1).error() <= 1e-5);
  }

  /** Some steps of one optimizer on gradients that depend on the step alone. */
  private static final class Course {
    private final Parameters parameters = parameters();
    private final double[] w = new double[parameters.size()];
    private final double[] g = new double[parameters.size()];
    private final boolean doubles;
    private final Optimizer optimizer;

    Course(Function<Parameters, Optimizer> member, boolean doubles) {
      this.doubles = doubles;
      this.optimizer = member.apply(parameters);
      if (doubles) {
        optimizer.chooseDoubles();
      }
      fill(Generator.of(3, 0), parameters.values());
      for (int i = 0; i < w.length; i++) {
        w[i] = parameters.values()[i];
      }
    }

    static Parameters parameters() {
      Graph graph = new Graph();
      graph.parameter("a.weight", 3, 5);
      graph.parameter("a.bias", 1, 5);
      graph.parameter("b.weight", 5, 1);
      return Parameters.of(graph);
    }

    private void fill(Generator random, float[] into) {
      for (Tensor t : parameters.tensors()) {
        for (int i = 0; i < t.rows() * t.columns(); i++) {
          into[t.offset() + i / t.columns() * t.stride() + i % t.columns()] =
              random.nextFloat() - 0.4f;
        }
      }
    }

    void run(int from, int to) {
      for (int step = from; step <= to; step++) {
        fill(Generator.of(4, step), parameters.gradients());
        for (int i = 0; i < g.length; i++) {
          g[i] = parameters.gradients()[i];
        }
        if (doubles) {
          optimizer.update(step, 0.05, g, w);
        } else {
          optimizer.update(step, 0.05);
        }
      }
    }

    void resume(Course other) {
      StateImage.of(other.optimizer).restore(optimizer);
      System.arraycopy(
          other.parameters.values(), 0, parameters.values(), 0, parameters.values().length);
      System.arraycopy(other.w, 0, w, 0, w.length);
    }

    StateImage weights() {
      return StateImage.of(doubles ? v -> v.doubles("w", w, w.length) : parameters);
    }

    List<StateImage> bits() {
      return List.of(weights(), StateImage.of(optimizer));
    }

    void requirePaddingZero(String who) {
      float[] before = parameters.values().clone();
      parameters.clearPadding();
      assertEquals(
          List.of(), differing(before, parameters.values()), who + " wrote to the padding");
    }

    private static List<Integer> differing(float[] a, float[] b) {
      return Stream.iterate(0, i -> i + 1).limit(a.length).filter(i -> a[i] != b[i]).toList();
    }
  }
}
