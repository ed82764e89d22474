package dev.gradstream.autodiff;

import dev.gradstream.kernel.Functions;
import dev.gradstream.kernel.Kernels;
import java.util.List;

/** An operation on each element alone: its value and its slope side by side, y = f(x) and dy/dx. */
public interface Unary extends Op {
  double value(double x);

  double slope(double x, double y);

  float value(float x);

  float slope(float x, float y);

  /** Whether {@link #slope} looks at y alone; then the plan may let y take the place of x. */
  default boolean slopeFromOutput() {
    return false;
  }

  /** y = -x. */
  record Neg() implements Unary {
    @Override
    public double value(double x) {
      return -x;
    }

    @Override
    public double slope(double x, double y) {
      return -1;
    }

    @Override
    public float value(float x) {
      return -x;
    }

    @Override
    public float slope(float x, float y) {
      return -1f;
    }

    @Override
    public boolean slopeFromOutput() {
      return true;
    }
  }

  /** y = x^2, dy/dx = 2x. */
  record Square() implements Unary {
    @Override
    public double value(double x) {
      return x * x;
    }

    @Override
    public double slope(double x, double y) {
      return 2 * x;
    }

    @Override
    public float value(float x) {
      return x * x;
    }

    @Override
    public float slope(float x, float y) {
      return 2f * x;
    }

    // Without a call an element: squares stand in most losses.
    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      return (from, to) -> {
        float[] in = x.array();
        float[] out = output.array();
        int shift = x.at(x.first(from)) - output.at(output.first(from));
        int end = output.at(output.first(from)) + output.length(from, to);
        for (int i = output.at(output.first(from)); i < end; i++) {
          float value = in[i + shift];
          out[i] = value * value;
        }
      };
    }

    @Override
    public Step compileSlope(Kernels kernels, Buffer g, Buffer x, Buffer y, Buffer output) {
      return (from, to) -> {
        float[] slopes = g.array();
        float[] in = x.array();
        float[] out = output.array();
        int first = output.at(output.first(from));
        int ofSlopes = g.at(g.first(from)) - first;
        int ofIn = x.at(x.first(from)) - first;
        for (int i = first; i < first + output.length(from, to); i++) {
          out[i] = slopes[i + ofSlopes] * (2f * in[i + ofIn]);
        }
      };
    }
  }

  /** y = e^x, dy/dx = y. */
  record Exp() implements Unary {
    @Override
    public double value(double x) {
      return StrictMath.exp(x);
    }

    @Override
    public double slope(double x, double y) {
      return y;
    }

    @Override
    public float value(float x) {
      return Functions.exp(x);
    }

    @Override
    public float slope(float x, float y) {
      return y;
    }

    @Override
    public boolean slopeFromOutput() {
      return true;
    }
  }

  /** y = ln x, dy/dx = 1/x. */
  record Log() implements Unary {
    @Override
    public double value(double x) {
      return StrictMath.log(x);
    }

    @Override
    public double slope(double x, double y) {
      return 1 / x;
    }

    @Override
    public float value(float x) {
      return Functions.log(x);
    }

    @Override
    public float slope(float x, float y) {
      return 1f / x;
    }
  }

  /** slope * f'(x): inputs (slope, x, y), or (slope, y) where f' looks at y alone. */
  record Slope(Unary of) implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return inputs.getLast();
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix y = inputs.getLast();
      Matrix x = inputs.get(inputs.size() - 2);
      for (int i = 0; i < output.values().length; i++) {
        output.values()[i] = inputs.getFirst().values()[i] * of.slope(x.values()[i], y.values()[i]);
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      throw new UnsupportedOperationException(
          "the slope of " + of.label() + " can't be differentiated again");
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer g = inputs.getFirst();
      Buffer y = inputs.getLast();
      return of.compileSlope(Kernels.chosen(), g, inputs.get(inputs.size() - 2), y, output);
    }

    @Override
    public String label() {
      return of.label() + "Slope";
    }
  }

  @Override
  default Shape shape(List<Shape> inputs) {
    return inputs.getFirst();
  }

  @Override
  default void evaluate(List<Matrix> inputs, Matrix output) {
    for (int i = 0; i < output.values().length; i++) {
      output.values()[i] = value(inputs.getFirst().values()[i]);
    }
  }

  @Override
  default List<Node> gradient(Node self, Node slope) {
    Op op = new Slope(this);
    return List.of(
        slopeFromOutput()
            ? self.graph().apply(op, slope, self)
            : self.graph().apply(op, slope, self.input(0), self));
  }

  @Override
  default Step compile(List<Buffer> inputs, Buffer output) {
    Buffer x = inputs.getFirst();
    return (from, to) -> {
      for (int row = output.first(from); row < output.end(to); row++) {
        int at = x.at(row);
        int out = output.at(row);
        for (int j = 0; j < output.columns(); j++) {
          output.array()[out + j] = value(x.array()[at + j]);
        }
      }
    };
  }

  /** The plan's form of {@link Slope}. */
  default Step compileSlope(Kernels kernels, Buffer g, Buffer x, Buffer y, Buffer output) {
    return (from, to) -> {
      for (int row = output.first(from); row < output.end(to); row++) {
        for (int j = 0; j < output.columns(); j++) {
          output.array()[output.at(row) + j] =
              g.array()[g.at(row) + j] * slope(x.array()[x.at(row) + j], y.array()[y.at(row) + j]);
        }
      }
    };
  }
}
