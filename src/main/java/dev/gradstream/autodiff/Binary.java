package dev.gradstream.autodiff;

import java.util.List;

/** An operation on pairs of elements; a dimension of size 1 is repeated to the other's size. */
public interface Binary extends Op {
  double value(double a, double b);

  float value(float a, float b);

  /**
   * d(objective)/da and /db at the output's shape; {@link #gradient} sums them down to the inputs'
   * shapes.
   */
  List<Node> slopes(Graph g, Node a, Node b, Node self, Node slope);

  /** a + b; slopes 1 and 1. */
  record Add() implements Binary {
    @Override
    public double value(double a, double b) {
      return a + b;
    }

    @Override
    public float value(float a, float b) {
      return a + b;
    }

    @Override
    public List<Node> slopes(Graph g, Node a, Node b, Node self, Node slope) {
      return List.of(slope, slope);
    }
  }

  /** a - b; slopes 1 and -1. */
  record Sub() implements Binary {
    @Override
    public double value(double a, double b) {
      return a - b;
    }

    @Override
    public float value(float a, float b) {
      return a - b;
    }

    @Override
    public List<Node> slopes(Graph g, Node a, Node b, Node self, Node slope) {
      return List.of(slope, g.neg(slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer a = inputs.get(0);
      Buffer b = inputs.get(1);
      if (!a.shape().equals(b.shape())) {
        return Binary.super.compile(inputs, output);
      }
      return (from, to) -> { // without a call an element: a squared error is a difference
        float[] left = a.array();
        float[] right = b.array();
        float[] out = output.array();
        int first = output.at(output.first(from));
        int ofLeft = a.at(a.first(from)) - first;
        int ofRight = b.at(b.first(from)) - first;
        for (int i = first; i < first + output.length(from, to); i++) {
          out[i] = left[i + ofLeft] - right[i + ofRight];
        }
      };
    }
  }

  /** a b; slopes b and a. */
  record Mul() implements Binary {
    @Override
    public double value(double a, double b) {
      return a * b;
    }

    @Override
    public float value(float a, float b) {
      return a * b;
    }

    @Override
    public List<Node> slopes(Graph g, Node a, Node b, Node self, Node slope) {
      return List.of(g.mul(slope, b), g.mul(slope, a));
    }
  }

  /** a / b; slopes 1 / b and -(a / b) / b. */
  record Div() implements Binary {
    @Override
    public double value(double a, double b) {
      return a / b;
    }

    @Override
    public float value(float a, float b) {
      return a / b;
    }

    @Override
    public List<Node> slopes(Graph g, Node a, Node b, Node self, Node slope) {
      Node byB = g.div(slope, b);
      return List.of(byB, g.neg(g.mul(byB, self)));
    }
  }

  @Override
  default Shape shape(List<Shape> inputs) {
    Shape a = inputs.get(0);
    Shape b = inputs.get(1);
    boolean rowsFit = a.rows() == b.rows() || a.rows() == 1 || b.rows() == 1;
    boolean columnsFit = a.columns() == b.columns() || a.columns() == 1 || b.columns() == 1;
    if (!rowsFit || !columnsFit) {
      throw new IllegalArgumentException(
          label() + " of " + a + " and " + b + ": each dimension must be equal, or 1 on one side");
    }
    return new Shape(a.rows() == 1 ? b.rows() : a.rows(), Math.max(a.columns(), b.columns()));
  }

  @Override
  default void evaluate(List<Matrix> inputs, Matrix output) {
    for (int i = 0; i < output.rows(); i++) {
      for (int j = 0; j < output.columns(); j++) {
        output.set(i, j, value(inputs.get(0).spread(i, j), inputs.get(1).spread(i, j)));
      }
    }
  }

  @Override
  default List<Node> gradient(Node self, Node slope) {
    Node a = self.input(0);
    Node b = self.input(1);
    List<Node> slopes = slopes(self.graph(), a, b, self, slope);
    return List.of(
        Reductions.to(a.shape(), slopes.get(0)), Reductions.to(b.shape(), slopes.get(1)));
  }

  @Override
  default Step compile(List<Buffer> inputs, Buffer output) {
    Buffer a = inputs.get(0);
    Buffer b = inputs.get(1);
    int aRow = a.shape().rows() == 1 ? 0 : a.stride();
    int bRow = b.shape().rows() == 1 ? 0 : b.stride();
    int aStep = a.columns() == 1 ? 0 : 1;
    int bStep = b.columns() == 1 ? 0 : 1;
    return (from, to) -> {
      for (int row = output.first(from); row < output.end(to); row++) {
        int p = a.offset() + row * aRow;
        int q = b.offset() + row * bRow;
        int out = output.at(row);
        for (int j = 0; j < output.columns(); j++, p += aStep, q += bStep) {
          output.array()[out + j] = value(a.array()[p], b.array()[q]);
        }
      }
    };
  }
}
