package dev.gradstream.nn;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Objective;
import dev.gradstream.kernel.Generator;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every activation and of every part that may follow a layer's product. */
class LayerContractTest {
  private static final int INPUTS = 7;

  /** A layer's settings, in the middle of a network. */
  record Use(Map<String, String> layer, boolean embedded) {
    private ModelContract contract(int width, int rows) {
      Map<String, String> wide = new LinkedHashMap<>(layer);
      wide.put("dense", "" + width);
      Map<String, Object> settings = new LinkedHashMap<>();
      settings.put("layers", List.of(Map.of("dense", "" + width), wide, Map.of("dense", "1")));
      settings.put("loss", "squared");
      if (embedded) {
        settings.put(
            "embeddings",
            List.of(
                Map.of("column", "x5", "size", "4", "width", "3"),
                Map.of("column", "x0", "size", "2", "width", "1")));
      }
      List<String> names = Stream.iterate(0, i -> i + 1).limit(INPUTS).map(i -> "x" + i).toList();
      Model model =
          Model.of(Settings.of(settings), new Model.Examples(INPUTS, () -> names, 1, false), 1);
      Generator random = Generator.of(5, rows);
      return new ModelContract(
          model.objective(),
          rows,
          random,
          // From one below to one above the categories of an embedding.
          c -> embedded && c % 5 == 0 ? random.nextInt(7) - 1 : random.gaussian(),
          i -> i % 2 == 0 ? 40 : -40); // far from any prediction: residuals that do not cancel
    }
  }

  private static Map<String, String> asked(String part) {
    return switch (part) {
      case "norm" -> Map.of("norm", "layer");
      case "activation" -> Map.of("activation", "tanh");
      case "dropout" -> Map.of("dropout", "0.4");
      case "residual" -> Map.of("residual", "true");
      default -> fail("no settings that ask for " + part);
    };
  }

  static Stream<Use> uses() {
    List<Use> uses = new ArrayList<>();
    Activations.names().forEach(name -> uses.add(new Use(Map.of("activation", name), false)));
    Map<String, String> all = new LinkedHashMap<>();
    for (String part : Layer.parts()) {
      uses.add(new Use(asked(part), false));
      all.putAll(asked(part));
    }
    uses.add(new Use(all, false));
    uses.add(new Use(all, true));
    uses.add(new Use(Map.of("bias", "false"), true));
    return uses.stream();
  }

  @ParameterizedTest
  @MethodSource("uses")
  void the_gradient_is_that_of_the_objective(Use use) {
    for (int width : new int[] {3, 5}) {
      for (int rows : new int[] {1, 3, 17}) {
        assertTrue(
            use.contract(width, rows).gradientHolds(),
            use + " at " + rows + " rows, " + width + " wide");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("uses")
  void the_plan_computes_what_the_reference_does(Use use) {
    for (int width : new int[] {3, 15, 16, 17, 31, 33, 100, 128, 257}) {
      for (int rows : new int[] {1, 3, 17, 257}) {
        assertTrue(
            use.contract(width, rows).planHolds(),
            use + " at " + rows + " rows, " + width + " wide");
      }
    }
  }

  @Test
  void every_part_changes_the_layer_and_one_that_does_nothing_is_found_out() {
    for (String part : Layer.parts()) {
      assertTrue(changes(asked(part), null), part);
    }
    assertFalse(changes(Map.of(), (layer, graph, value, input) -> value));
  }

  // Whether a layer with the part, or those that the settings ask for, is another than without.
  private static boolean changes(Map<String, String> asked, Layer.Part part) {
    Map<String, String> settings = new LinkedHashMap<>(asked);
    settings.put("dense", "" + INPUTS);
    Layer layer = Layer.of(Settings.of(settings), "layers[0]", false, Generator.of(1, 2));
    return !Arrays.equals(
        outputs(g -> layer.apply(g, g.input("x", INPUTS), List.of()).value()),
        outputs(
            g ->
                part == null
                    ? layer.apply(g, g.input("x", INPUTS)).value()
                    : layer.apply(g, g.input("x", INPUTS), List.of(part)).value()));
  }

  private static double[] outputs(java.util.function.Function<Graph, Node> layer) {
    Graph g = new Graph();
    Node output = layer.apply(g);
    Node target = g.input("target", 1);
    Node loss = g.square(g.sub(g.sumColumns(output), target));
    Objective objective = new Objective(g, g.input("x", INPUTS), target, output, output, loss);
    Generator random = Generator.of(3, 1);
    return new ModelContract(objective, 9, random, c -> random.gaussian(), i -> 0).outputs();
  }
}
