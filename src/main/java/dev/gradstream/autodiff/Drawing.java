package dev.gradstream.autodiff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A graph in the DOT language: the nodes of the forward pass in one box, what the backward pass
 * adds in another; what leads to neither the value nor a named node is left out. Nodes stand in the
 * graph's order, so equal graphs give equal texts.
 */
public final class Drawing {
  private final List<Node> nodes;
  private final Node value;
  private final Map<Node, String> names;

  /**
   * Draws the graph.
   *
   * @param value what is differentiated, the last node of the forward pass
   * @param names what stands below the operation in a node, lines apart by a line feed; the nodes
   *     that are looked for
   */
  public Drawing(Graph graph, Node value, Map<Node, String> names) {
    this.value = value;
    this.names = new LinkedHashMap<>(names);
    this.nodes = used(graph.nodes());
  }

  /** An expression's graph, with the slopes named df/d(variable). */
  static Drawing of(Graph graph, Node value, List<Node> variables, List<Node> slopes) {
    Map<Node, String> names = new LinkedHashMap<>();
    names.put(value, "f");
    for (int i = 0; i < variables.size(); i++) {
      boolean itself = slopes.get(i) == value;
      String name = "df/d" + variables.get(i).op().label();
      names.merge(slopes.get(i), name, (one, other) -> one + (itself ? "\n" : ", ") + other);
    }
    return new Drawing(graph, value, names);
  }

  private List<Node> used(List<Node> all) {
    boolean[] used = new boolean[all.size()];
    for (Node node : all.reversed()) {
      used[node.index()] |= node == value || names.containsKey(node);
      if (used[node.index()]) {
        node.inputs().forEach(input -> used[input.index()] = true);
      }
    }
    return all.stream().filter(node -> used[node.index()]).toList();
  }

  @Override
  public String toString() {
    StringBuilder dot = new StringBuilder("digraph gradient {\n  rankdir=LR;\n");
    dot.append("  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n");
    int forward = (int) nodes.stream().filter(node -> node.index() <= value.index()).count();
    cluster(dot, "forward", "forward", nodes.subList(0, forward));
    cluster(dot, "backward", "backward: the chain rule", nodes.subList(forward, nodes.size()));
    for (Node node : nodes) {
      for (int i = 0; i < node.inputs().size(); i++) {
        Node input = node.input(i);
        boolean crosses = node.index() > value.index() && input.index() <= value.index();
        dot.append("  ").append(id(input)).append(" -> ").append(id(node));
        dot.append(crosses ? " [style=dashed, color=gray50];\n" : ";\n");
      }
    }
    return dot.append("}\n").toString();
  }

  private void cluster(StringBuilder dot, String name, String label, List<Node> inside) {
    dot.append("  subgraph cluster_").append(name).append(" {\n");
    dot.append("    label=\"").append(label).append("\"; color=gray70;\n");
    for (Node node : inside) {
      dot.append("    ").append(id(node)).append(" [label=\"").append(label(node)).append('"');
      if (node.op() instanceof Leaf.Parameter) {
        dot.append(", shape=ellipse, style=filled, fillcolor=\"#dbe9f6\"");
      } else if (node.op() instanceof Leaf) {
        dot.append(", shape=plaintext");
      } else if (node == value || names.containsKey(node)) {
        dot.append(", style=\"rounded,bold\"");
      }
      dot.append("];\n");
    }
    dot.append("  }\n");
  }

  private static String id(Node node) {
    return "n" + node.index();
  }

  private String label(Node node) {
    String label =
        switch (node.op()) {
          case Leaf.Constant(double number) -> number(number);
          case Elementwise.Power(double exponent) -> "^ " + number(exponent);
          default -> node.op().label();
        };
    String text = names.containsKey(node) ? label + "\n" + names.get(node) : label;
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
