package dev.gradstream.autodiff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Operations in the order they were applied. Example, y = relu(x W + b):
 *
 * <pre>
 *   Graph g = new Graph();
 *   Node x = g.input("x", 32);
 *   Node y = g.relu(g.add(g.matmul(x, g.parameter("W", 32, 64)), g.parameter("b", 1, 64)));
 * </pre>
 *
 * <p>The same operation on the same inputs is one node, however often it is asked for. Not
 * thread-safe.
 */
public final class Graph {
  private record Application(Op op, List<Node> inputs) {}

  private final List<Node> nodes = new ArrayList<>();
  // Looked up only, never iterated.
  private final Map<Application, Node> known = new LinkedHashMap<>();

  /** All nodes; a node's inputs come before it. */
  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  /** The node of an operation on some nodes of this graph. */
  public Node apply(Op op, Node... inputs) {
    for (Node input : inputs) {
      if (input.graph() != this) {
        throw new IllegalArgumentException(
            op.label() + ": its input " + input + " belongs to another graph");
      }
    }
    List<Node> list = List.of(inputs);
    return known.computeIfAbsent(new Application(op, list), a -> append(op, list));
  }

  private Node append(Op op, List<Node> inputs) {
    Node node = new Node(this, nodes.size(), op, inputs);
    nodes.add(node);
    return node;
  }

  /** Values that come with the batch: (batch, columns). */
  public Node input(String name, int columns) {
    return apply(new Leaf.Input(name, columns));
  }

  /** Values that come with the batch by their non-zeros: (batch, columns), columns in millions. */
  public Node sparse(String name, int columns) {
    return apply(new Leaf.Sparse(name, columns));
  }

  /** A trainable tensor. */
  public Node parameter(String name, int rows, int columns) {
    return apply(new Leaf.Parameter(name, rows, columns));
  }

  public Node constant(double value) {
    return apply(new Leaf.Constant(value));
  }

  /** Fixed numbers, (n, 1). */
  public Node constants(List<Double> values) {
    return apply(new Leaf.Constants(values));
  }

  /** 1 / rows of the batch. */
  public Node share() {
    return apply(new Leaf.Share());
  }

  /** The number of the training step at hand: what dropout's masks depend on. */
  public Node stepNumber() {
    return apply(new Leaf.StepNumber());
  }

  /** (r, k) times (k, c). */
  public Node matmul(Node a, Node b) {
    return apply(new Products.Matmul(), a, b);
  }

  /**
   * start + a B, a being sparse and B a table of its own, a parameter that nothing else reads;
   * start is (r, c) or (1, c).
   */
  public Node sparseProduct(Node a, Node b, Node start) {
    return apply(new Sparse.Times(), a, b, start);
  }

  /** a B from +0, as {@link #sparseProduct(Node, Node, Node)}. */
  public Node sparseProduct(Node a, Node b) {
    return apply(new Sparse.Times(), a, b);
  }

  /** Element by element; a dimension of size 1 is repeated. */
  public Node add(Node a, Node b) {
    return apply(new Binary.Add(), a, b);
  }

  public Node sub(Node a, Node b) {
    return apply(new Binary.Sub(), a, b);
  }

  public Node mul(Node a, Node b) {
    return apply(new Binary.Mul(), a, b);
  }

  public Node div(Node a, Node b) {
    return apply(new Binary.Div(), a, b);
  }

  public Node neg(Node x) {
    return apply(new Unary.Neg(), x);
  }

  public Node square(Node x) {
    return apply(new Unary.Square(), x);
  }

  public Node exp(Node x) {
    return apply(new Unary.Exp(), x);
  }

  public Node log(Node x) {
    return apply(new Unary.Log(), x);
  }

  public Node sqrt(Node x) {
    return apply(new Elementwise.Sqrt(), x);
  }

  public Node abs(Node x) {
    return apply(new Elementwise.Abs(), x);
  }

  /** x^exponent for x > 0. */
  public Node power(Node x, double exponent) {
    return apply(new Elementwise.Power(exponent), x);
  }

  public Node relu(Node x) {
    return apply(new Activations.Relu(), x);
  }

  public Node leakyRelu(Node x, double leak) {
    return apply(new Elementwise.LeakyRelu(leak), x);
  }

  public Node elu(Node x) {
    return apply(new Elementwise.Elu(), x);
  }

  public Node gelu(Node x) {
    return apply(new Elementwise.Gelu(), x);
  }

  public Node softplus(Node x) {
    return apply(new Elementwise.Softplus(), x);
  }

  public Node tanh(Node x) {
    return apply(new Activations.Tanh(), x);
  }

  public Node sigmoid(Node x) {
    return apply(new Activations.Sigmoid(), x);
  }

  public Node softmax(Node x) {
    return apply(new Softmax(), x);
  }

  public Node logSoftmax(Node x) {
    return apply(new LogSoftmax(), x);
  }

  /** (r, c) to (1, c). */
  public Node sumRows(Node x) {
    return apply(new Reductions.SumRows(), x);
  }

  /** (r, c) to (r, 1). */
  public Node sumColumns(Node x) {
    return x.shape().columns() == 1 ? x : apply(new Reductions.SumColumns(), x);
  }

  /** (r, c) to (1, c); of a batch the mean over its rows. */
  public Node meanRows(Node x) {
    Shape shape = x.shape();
    return mul(sumRows(x), shape.batched() ? share() : constant(1.0 / shape.rows()));
  }

  /** (r, c) to (1, c); plans refuse it for a batch, whose rows they only sum. */
  public Node maxRows(Node x) {
    return apply(new Extremes.MaxRows(), x);
  }

  /** (r, c) to (r, 1). */
  public Node maxColumns(Node x) {
    return apply(new Extremes.MaxColumns(), x);
  }

  /** (r, c) to (r, 1). */
  public Node meanColumns(Node x) {
    return mul(sumColumns(x), constant(1.0 / x.shape().columns()));
  }

  /** (r, c) to (c, r), r no batch. */
  public Node transpose(Node x) {
    return apply(new Rearrangements.Transpose(), x);
  }

  /** (r, c) to (rows, columns), element by element along the rows, r no batch. */
  public Node reshape(Node x, int rows, int columns) {
    return apply(new Rearrangements.Reshape(rows, columns), x);
  }

  /** Side by side: (r, a) and (r, b) to (r, a + b). */
  public Node concat(Node a, Node b) {
    return apply(new Columns.Concat(), a, b);
  }

  /** {@code count} columns from {@code first} on. */
  public Node slice(Node x, int first, int count) {
    return apply(new Columns.Slice(first, count), x);
  }

  /**
   * Rows of a table (n, c) by a column of indices: an embedding. What is no index of a row stands
   * for the last one.
   */
  public Node gather(Node table, Node indices) {
    return apply(new Lookups.Gather(), table, indices);
  }

  /**
   * In a training step each element is zero with probability {@code rate}, else divided by 1 -
   * rate; the same ones for the same seed, step, row and column.
   */
  public Node dropout(Node x, double rate, long seed) {
    return apply(new Dropout(rate, seed), x, stepNumber());
  }

  /**
   * Each row with its mean taken off and divided by sqrt(variance + epsilon), times scale plus
   * shift, both (1, c) (Ba, Kiros and Hinton 2016).
   */
  public Node layerNorm(Node x, Node scale, Node shift, double epsilon) {
    Node centred = sub(x, meanColumns(x));
    Node variance = meanColumns(square(centred));
    Node deviation = apply(new Elementwise.Sqrt(), add(variance, constant(epsilon)));
    return add(mul(div(centred, deviation), scale), shift);
  }
}
