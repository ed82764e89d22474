package dev.gradstream.autodiff;

import java.util.List;

/**
 * One operation applied to earlier nodes of a graph; {@code index} is its place, inputs have
 * smaller ones.
 */
public final class Node {
  private final Graph graph;
  private final int index;
  private final Op op;
  private final List<Node> inputs;
  private final Shape shape;

  Node(Graph graph, int index, Op op, List<Node> inputs) {
    this.graph = graph;
    this.index = index;
    this.op = op;
    this.inputs = inputs;
    this.shape = op.shape(inputs.stream().map(Node::shape).toList());
  }

  public Graph graph() {
    return graph;
  }

  public int index() {
    return index;
  }

  public Op op() {
    return op;
  }

  public List<Node> inputs() {
    return inputs;
  }

  public Node input(int i) {
    return inputs.get(i);
  }

  public Shape shape() {
    return shape;
  }

  @Override
  public String toString() {
    return op instanceof Leaf
        ? op.label()
        : "n"
            + index
            + " = "
            + op.label()
            + inputs.stream()
                .map(n -> n.op() instanceof Leaf ? n.op().label() : "n" + n.index())
                .toList()
            + " "
            + shape;
  }
}
