package dev.gradstream.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reverse mode: walks the nodes backwards and appends each one's backward rule to the same graph. A
 * node used several times gets the sum of what flows back to it, the last use first.
 */
public final class Gradients {
  private final Node[] slopes;

  private Gradients(Node[] slopes) {
    this.slopes = slopes;
  }

  /**
   * Appends the backward pass.
   *
   * @param of the node that is differentiated
   * @param seed d(objective)/d(of): of the same shape, or (1, 1) for the same number everywhere
   */
  public static Gradients of(Node of, Node seed) {
    List<Node> nodes = of.graph().nodes();
    boolean[] reaches = reaching(nodes);
    Node[] slopes = new Node[nodes.size()];
    slopes[of.index()] = seed;
    for (int i = of.index(); i >= 0; i--) {
      Node node = nodes.get(i);
      if (slopes[i] == null || node.inputs().isEmpty() || !reaches[i]) {
        continue;
      }
      List<Node> parts = node.op().gradient(node, slopes[i]);
      for (int k = 0; k < parts.size(); k++) {
        int input = node.input(k).index();
        Node part = parts.get(k);
        if (part != null && reaches[input]) {
          slopes[input] = slopes[input] == null ? part : of.graph().add(slopes[input], part);
        }
      }
    }
    return new Gradients(slopes);
  }

  // Only what leads to a parameter is worth a slope: a layer's slope by the features is never
  // computed.
  private static boolean[] reaching(List<Node> nodes) {
    boolean[] reaches = new boolean[nodes.size()];
    for (Node node : nodes) {
      reaches[node.index()] =
          node.op() instanceof Leaf.Parameter
              || node.inputs().stream().anyMatch(input -> reaches[input.index()]);
    }
    return reaches;
  }

  /** The node of d(objective)/d(node); empty where nothing flows. */
  public Optional<Node> of(Node node) {
    return node.index() < slopes.length
        ? Optional.ofNullable(slopes[node.index()])
        : Optional.empty();
  }

  /** The parameters of a graph, in the order they were made. */
  public static List<Node> parameters(Graph graph) {
    List<Node> parameters = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Leaf.Parameter) {
        parameters.add(node);
      }
    }
    return parameters;
  }
}
