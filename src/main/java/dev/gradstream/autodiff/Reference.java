package dev.gradstream.autodiff;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a graph in double precision, one node after another: what plans are checked against, and
 * what small models and expressions are computed with. Slow, simple, allocates at will.
 */
public final class Reference {
  private final Graph graph;
  private final Map<Node, Matrix> given = new LinkedHashMap<>();
  private Matrix[] values = {};
  private long step;

  public Reference(Graph graph) {
    this.graph = graph;
  }

  /**
   * Sets an input or a parameter; of any other node the value is from now on this one, and not
   * computed.
   */
  public void set(Node leaf, Matrix value) {
    if (leaf.shape().columns() != value.columns()
        || !leaf.shape().batched() && leaf.shape().rows() != value.rows()) {
      throw new IllegalArgumentException(
          leaf
              + ": expected "
              + leaf.shape()
              + ", got ("
              + value.rows()
              + ", "
              + value.columns()
              + ")");
    }
    given.put(leaf, value);
  }

  /** Forgets what {@link #set} has given a node. */
  public void unset(Node node) {
    given.remove(node);
  }

  /** Computes all nodes for a batch, as outside of training. */
  public void run(int batch) {
    run(batch, 0);
  }

  /** Computes all nodes for a batch, as in training step {@code step}, counted from 1. */
  public void run(int batch, long step) {
    this.step = step;
    List<Node> nodes = graph.nodes();
    values = new Matrix[nodes.size()];
    for (Node node : nodes) {
      values[node.index()] = value(node, batch);
    }
  }

  private Matrix value(Node node, int batch) {
    if (given.containsKey(node)) {
      return given.get(node);
    }
    return switch (node.op()) {
      case Leaf.Constant(double value) -> new Matrix(1, 1, new double[] {value});
      case Leaf.Constants(List<Double> values) ->
          new Matrix(values.size(), 1, values.stream().mapToDouble(Double::doubleValue).toArray());
      case Leaf.Share() -> new Matrix(1, 1, new double[] {1.0 / batch});
      case Leaf.StepNumber() -> Leaf.StepNumber.matrix(step);
      case Leaf leaf -> throw new IllegalStateException(leaf.label() + ": its value was not set");
      case Op op -> {
        Matrix output = new Matrix(node.shape().rows(batch), node.shape().columns());
        op.evaluate(node.inputs().stream().map(this::of).toList(), output);
        yield output;
      }
    };
  }

  /** A node's value after {@link #run}. */
  public Matrix of(Node node) {
    return values[node.index()];
  }
}
