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

  /** Fixed numbers, one below the other. */
  record Constants(List<Double> values) implements Leaf {
    public Constants {
      values = List.copyOf(values);
    }

    @Override
    public Shape shape() {
      return new Shape(values.size(), 1);
    }

    @Override
    public String label() {
      return values.toString();
    }
  }

  /**
   * The number of the training step at hand, 0 outside of training: three digits of 20 bits, the
   * lowest first, because a float holds no more than 24.
   */
  record StepNumber() implements Leaf {
    private static final int BITS = 20;
    private static final int DIGITS = 3;

    @Override
    public Shape shape() {
      return new Shape(1, DIGITS);
    }

    /** Writes the digits of a step number. */
    static void write(long step, float[] digits) {
      for (int i = 0; i < DIGITS; i++) {
        digits[i] = step >>> i * BITS & (1 << BITS) - 1;
      }
    }

    /** The digits of a step number, for the reference. */
    static Matrix matrix(long step) {
      float[] digits = new float[DIGITS];
      write(step, digits);
      return new Matrix(1, DIGITS, new double[] {digits[0], digits[1], digits[2]});
    }

    /** The step number of three digits; their fractions are not looked at. */
    static long read(double low, double middle, double high) {
      return (long) high << 2 * BITS | (long) middle << BITS | (long) low;
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
