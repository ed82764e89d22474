package dev.gradstream.autodiff;

import java.util.List;

/** A node without inputs: its value comes from outside, or is fixed. */
public sealed interface Leaf extends Op {
  /** The value's shape. */
  Shape shape();

  /** A batch column block that the caller fills: features, targets, weights of examples. */
  record Input(String name, int columns) implements Leaf {
    @Override
    public Shape shape() {
      return Shape.batch(columns);
    }

    @Override
    public String label() {
      return name;
    }
  }

  /**
   * Values that come with the batch, nearly all of them 0; a plan takes them by their non-zeros.
   */
  record Sparse(String name, int columns) implements Leaf {
    @Override
    public Shape shape() {
      return Shape.batch(columns);
    }

    @Override
    public String label() {
      return name;
    }
  }

  /** A tensor that training changes. */
  record Parameter(String name, int rows, int columns) implements Leaf {
    @Override
    public Shape shape() {
      return new Shape(rows, columns);
    }

    @Override
    public String label() {
      return name;
    }
  }

  /** One number. */
  record Constant(double value) implements Leaf {
    @Override
    public Shape shape() {
      return Shape.SCALAR;
    }

    @Override
    public String label() {
      return Double.toString(value);
    }
  }

  /** 1 / rows of the batch at hand: what turns a sum over rows into their mean. */
  record Share() implements Leaf {
    @Override
    public Shape shape() {
      return Shape.SCALAR;
    }
  }

  @Override
  default Shape shape(List<Shape> inputs) {
    return shape();
  }

  @Override
  default void evaluate(List<Matrix> inputs, Matrix output) {
    throw new IllegalStateException(label() + " has no value: its value is set, not computed");
  }

  @Override
  default List<Node> gradient(Node self, Node slope) {
    return List.of();
  }

  @Override
  default Step compile(List<Buffer> inputs, Buffer output) {
    throw new IllegalStateException(label() + " is no step: its value is set, not computed");
  }
}
