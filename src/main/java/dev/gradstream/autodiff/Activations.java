package dev.gradstream.autodiff;

import dev.gradstream.kernel.Functions;
import dev.gradstream.kernel.Kernels;
import java.util.List;

/** The activation functions with kernels of their own; all find their slope in their own value. */
public final class Activations {
  private Activations() {}

  /** A kernel over a stretch of floats. */
  private interface Stretch {
    void run(int count, float[] x, int xOffset, float[] y, int yOffset);
  }

  private interface SlopeStretch {
    void run(int count, float[] g, int gOffset, float[] y, int yOffset, float[] d, int dOffset);
  }

  private static Step step(Stretch kernel, Buffer x, Buffer y) {
    return (from, to) -> {
      int first = y.first(from);
      kernel.run(y.length(from, to), x.array(), x.at(first), y.array(), y.at(first));
    };
  }

  private static Step step(SlopeStretch kernel, Buffer g, Buffer y, Buffer d) {
    return (from, to) -> {
      int first = y.first(from);
      kernel.run(
          y.length(from, to),
          g.array(),
          g.at(first),
          y.array(),
          y.at(first),
          d.array(),
          d.at(first));
    };
  }

  /** y = x <= 0 ? 0 : x; dy/dx = y <= 0 ? 0 : 1 (0 at the kink). */
  public record Relu() implements Unary {
    @Override
    public double value(double x) {
      return x <= 0 ? 0 : x;
    }

    @Override
    public double slope(double x, double y) {
      return y <= 0 ? 0 : 1;
    }

    @Override
    public float value(float x) {
      return x <= 0f ? 0f : x;
    }

    @Override
    public float slope(float x, float y) {
      return y <= 0f ? 0f : 1f;
    }

    @Override
    public boolean slopeFromOutput() {
      return true;
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      return step(Kernels.chosen()::rectify, inputs.getFirst(), output);
    }

    @Override
    public Step compileSlope(Kernels kernels, Buffer g, Buffer x, Buffer y, Buffer output) {
      return step(kernels::rectifySlope, g, y, output);
    }
  }

  /** y = tanh x; dy/dx = 1 - y^2. */
  public record Tanh() implements Unary {
    @Override
    public double value(double x) {
      return StrictMath.tanh(x);
    }

    @Override
    public double slope(double x, double y) {
      return 1 - y * y;
    }

    @Override
    public float value(float x) {
      return Functions.tanh(x);
    }

    @Override
    public float slope(float x, float y) {
      return Math.fma(-y, y, 1f);
    }

    @Override
    public boolean slopeFromOutput() {
      return true;
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      return step(Kernels.chosen()::tanh, inputs.getFirst(), output);
    }

    @Override
    public Step compileSlope(Kernels kernels, Buffer g, Buffer x, Buffer y, Buffer output) {
      return step(kernels::tanhSlope, g, y, output);
    }
  }

  /** y = 1 / (1 + e^-x); dy/dx = y (1 - y). */
  public record Sigmoid() implements Unary {
    @Override
    public double value(double x) {
      double e = StrictMath.exp(-Math.abs(x));
      return (x >= 0 ? 1 : e) / (1 + e);
    }

    @Override
    public double slope(double x, double y) {
      return y * (1 - y);
    }

    @Override
    public float value(float x) {
      return Functions.sigmoid(x);
    }

    @Override
    public float slope(float x, float y) {
      return Math.fma(-y, y, y);
    }

    @Override
    public boolean slopeFromOutput() {
      return true;
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Step all = step(Kernels.chosen()::sigmoid, inputs.getFirst(), output);
      // sigmoid(0) is not 0: the padding has to be cleared again.
      return output.columns() == output.stride() || output.columns() == 1
          ? all
          : Padding.clearedAfter(all, output);
    }

    @Override
    public Step compileSlope(Kernels kernels, Buffer g, Buffer x, Buffer y, Buffer output) {
      return step(kernels::sigmoidSlope, g, y, output);
    }
  }
}
