package dev.gradstream.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Matrix;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Reference;
import dev.gradstream.autodiff.Unary;
import dev.gradstream.kernel.Generator;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of every loss of the catalogue, with and without weights and in every reduction, at
 * awkward sizes.
 */
class LossContractTest {
  private static final int[] SIZES = {1, 3, 15, 16, 17, 31, 33, 100, 257};

  /**
   * A loss and how it is used.
   *
   * @param options of the model's settings
   */
  record Use(String loss, int classes, boolean weighted, Map<String, Object> options) {
    private ModelContract contract(int rows) {
      return contract(rows, null);
    }

    private ModelContract contract(int rows, Losses.Named instead) {
      Map<String, Object> settings = new LinkedHashMap<>(options);
      Losses.Loss plain = Losses.of(loss, Settings.of(Map.of()), classes);
      settings.put("loss", loss);
      settings.put(
          "layers",
          List.of(
              Map.of("dense", "3", "activation", "tanh"),
              Map.of("dense", "" + plain.outputs(classes))));
      Settings model = Settings.of(settings);
      Model.Examples examples = new Model.Examples(5, List::of, classes, weighted);
      Model built =
          instead == null ? Model.of(model, examples, 1) : Model.of(model, examples, 1, instead);
      Generator random = Generator.of(11, rows);
      boolean real = plain.labels().contains("real");
      return new ModelContract(
          built.objective(),
          rows,
          random,
          c -> random.gaussian(),
          i -> real && !loss.equals("poisson") ? far(random, i) : random.nextInt(classes));
    }
  }

  // On both sides of what is predicted, so that a residual is no small difference of large numbers.
  private static double far(Generator random, int row) {
    return random.gaussian() + (row % 2 == 0 ? 4 : -4);
  }

  static Stream<Use> uses() {
    List<Use> uses = new ArrayList<>();
    for (String loss : Losses.names()) {
      boolean classes = !Losses.of(loss, Settings.of(Map.of()), 2).labels().contains("real");
      for (int count : loss.equals("softmax") ? new int[] {2, 3, 17} : new int[] {2}) {
        for (String reduction : Reduction.names()) {
          Map<String, Object> options = Map.of("reduction", reduction, "datasetSize", "1250");
          uses.add(new Use(loss, count, false, options));
          uses.add(new Use(loss, count, true, options));
        }
        if (classes) {
          List<String> weights =
              Stream.iterate(1, i -> i + 1).limit(count).map(i -> "0." + i).toList();
          uses.add(new Use(loss, count, true, Map.of("classWeights", weights)));
        }
      }
    }
    uses.add(new Use("softmax", 3, true, Map.of("labelSmoothing", "0.1")));
    uses.add(new Use("huber", 2, false, Map.of("huberDelta", "0.3")));
    uses.add(new Use("quantile", 2, false, Map.of("quantile", "0.9")));
    return uses.stream();
  }

  @ParameterizedTest
  @MethodSource("uses")
  void the_gradient_is_that_of_the_objective(Use use) {
    for (int rows : new int[] {1, 3, 17}) {
      assertTrue(use.contract(rows).gradientHolds(), use + " at " + rows + " rows");
    }
  }

  @ParameterizedTest
  @MethodSource("uses")
  void the_plan_computes_what_the_reference_does(Use use) {
    for (int rows : SIZES) {
      assertTrue(use.contract(rows).planHolds(), use + " at " + rows + " rows");
    }
  }

  @Test
  void a_loss_that_does_nothing_or_has_a_wrong_slope_does_not_pass() {
    Use use = new Use("squared", 2, false, Map.of());
    assertTrue(use.contract(5).gradientHolds());
    Losses.Loss nothing = (graph, output, target) -> graph.square(target);
    assertFalse(use.contract(5, new Losses.Named("nothing", nothing)).gradientHolds());
    Losses.Loss wrong =
        (graph, output, target) -> graph.apply(new Wrong(), graph.sub(output, target));
    assertFalse(use.contract(5, new Losses.Named("wrong", wrong)).gradientHolds());
  }

  @Test
  void a_loss_whose_plan_differs_from_its_reference_does_not_pass() {
    Losses.Loss loss =
        (graph, output, target) -> graph.apply(new Uneven(), graph.sub(output, target));
    Use use = new Use("squared", 2, false, Map.of());
    assertTrue(use.contract(5, new Losses.Named("uneven", loss)).gradientHolds());
    assertFalse(use.contract(5, new Losses.Named("uneven", loss)).planHolds());
  }

  @Test
  void smoothing_moves_weight_from_the_right_class_to_all() {
    // z = (0, ln 3): p = (1/4, 3/4). With 0.2 of two classes q = (0.9, 0.1) for class 0.
    double wanted = -0.9 * Math.log(0.25) - 0.1 * Math.log(0.75);
    Graph g = new Graph();
    Node z = g.parameter("z", 1, 2);
    Node loss = new Losses.SoftmaxCrossEntropy(0.2).loss(g, z, g.parameter("t", 1, 1));
    Reference reference = new Reference(g);
    reference.set(z, new Matrix(1, 2, new double[] {0, StrictMath.log(3)}));
    reference.set(g.parameter("t", 1, 1), new Matrix(1, 1));
    reference.run(1);
    assertEquals(wanted, reference.of(loss).at(0, 0), 1e-15);
  }

  /** x^2 with slope x. */
  private record Wrong() implements Unary {
    @Override
    public double value(double x) {
      return x * x;
    }

    @Override
    public double slope(double x, double y) {
      return x;
    }

    @Override
    public float value(float x) {
      return x * x;
    }

    @Override
    public float slope(float x, float y) {
      return x;
    }
  }

  /** x^2 in doubles, |x| in floats. */
  private record Uneven() implements Unary {
    @Override
    public double value(double x) {
      return x * x;
    }

    @Override
    public double slope(double x, double y) {
      return 2 * x;
    }

    @Override
    public float value(float x) {
      return Math.abs(x);
    }

    @Override
    public float slope(float x, float y) {
      return 2 * x;
    }
  }
}
