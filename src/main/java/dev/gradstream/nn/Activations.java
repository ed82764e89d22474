package dev.gradstream.nn;

import dev.gradstream.autodiff.Elementwise;
import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The catalogue of activation functions. */
public final class Activations {
  private static final Map<String, BiFunction<Graph, Node, Node>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("linear", (g, x) -> x);
    ALL.put("relu", Graph::relu);
    ALL.put("tanh", Graph::tanh);
    ALL.put("sigmoid", Graph::sigmoid);
    ALL.put("leaky-relu", (g, x) -> g.apply(new Elementwise.LeakyRelu(0.01), x));
    ALL.put("elu", (g, x) -> g.apply(new Elementwise.Elu(), x));
    ALL.put("gelu", (g, x) -> g.apply(new Elementwise.Gelu(), x));
    ALL.put("softplus", (g, x) -> g.apply(new Elementwise.Softplus(), x));
  }

  private Activations() {}

  /** The names a setting may take. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /** The activation of a name from {@link #names()}. */
  static Node apply(String name, Graph graph, Node x) {
    return ALL.get(name).apply(graph, x);
  }
}
