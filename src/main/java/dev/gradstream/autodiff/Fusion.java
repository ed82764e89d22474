package dev.gradstream.autodiff;

import dev.gradstream.kernel.Finish;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which nodes are computed together: relu(x W + b) is one product that starts from b and ends in
 * the rectifier, the slope of a rectifier's input is one product that is zero where its output is,
 * and an activation that finds its slope in its own value overwrites what it is applied to.
 */
final class Fusion {
  /** A product whose result appears at another node. */
  record Affine(Node product, Node bias, Finish finish) {}

  /** The slope of a rectifier's input, from a product that is the slope of its output y. */
  record RectifiedSlope(Node product, Node y) {}

  private final int[] uses;
  private final Map<Node, RectifiedSlope> slopes = new LinkedHashMap<>();
  private final Map<Node, Affine> ends = new LinkedHashMap<>();
  private final boolean[] swallowed;

  /**
   * @param uses how often each node is read, by index; a node read from outside counts once more
   * @param live nodes to compute
   */
  Fusion(Iterable<Node> live, int[] uses) {
    this.uses = uses;
    this.swallowed = new boolean[uses.length];
    for (Node node : live) {
      fuse(node);
    }
  }

  private void fuse(Node node) {
    if (node.op() instanceof Binary.Add && startsAt(node)) {
      swallow(node.input(0));
      ends.put(node, new Affine(node.input(0), node.input(1), Finish.STORE));
    }
    if (node.op() instanceof Activations.Relu
        && ends.get(node.input(0)) instanceof Affine affine
        && uses[node.input(0).index()] == 1
        && node.shape().columns() > 1) {
      swallow(node.input(0));
      ends.put(node, new Affine(affine.product(), affine.bias(), Finish.RECTIFY));
    }
    if (node.op() instanceof Unary.Slope slope
        && slope.of() instanceof Activations.Relu
        && node.input(0).op() instanceof Products.TimesTransposed
        && uses[node.input(0).index()] == 1
        && node.shape().batched()
        && node.shape().columns() > 1) {
      swallow(node.input(0));
      slopes.put(node, new RectifiedSlope(node.input(0), node.input(1)));
    }
  }

  private boolean startsAt(Node add) {
    Node product = add.input(0);
    Node bias = add.input(1);
    return product.op() instanceof Products.Matmul
        && uses[product.index()] == 1
        && product.shape().batched()
        && bias.shape().equals(new Shape(1, add.shape().columns()))
        && product.shape().columns() == add.shape().columns();
  }

  private void swallow(Node node) {
    ends.remove(node);
    swallowed[node.index()] = true;
  }

  /** Whether a node has no value of its own. */
  boolean swallowed(Node node) {
    return swallowed[node.index()];
  }

  /** The product that ends at a node, or null. */
  Affine affine(Node node) {
    return ends.get(node);
  }

  /** The product that ends as a rectifier's slope at a node, or null. */
  RectifiedSlope rectifiedSlope(Node node) {
    return slopes.get(node);
  }

  /** Whether a node's value may overwrite its input's. */
  boolean inPlace(Node node) {
    return node.op() instanceof Unary unary
        && unary.slopeFromOutput()
        && uses[node.input(0).index()] == 1
        && !node.input(0).inputs().isEmpty()
        && !swallowed(node.input(0));
  }
}
