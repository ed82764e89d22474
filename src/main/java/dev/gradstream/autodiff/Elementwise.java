package dev.gradstream.autodiff;

import dev.gradstream.kernel.Functions;

/**
 * Further functions of one number, value and slope side by side; at a kink the slope is the one
 * from the left.
 */
public final class Elementwise {
  private Elementwise() {}

  /** y = sqrt x, dy/dx = 1 / (2y). */
  public record Sqrt() implements Unary {
    @Override
    public double value(double x) {
      return Math.sqrt(x);
    }

    @Override
    public double slope(double x, double y) {
      return 0.5 / y;
    }

    @Override
    public float value(float x) {
      return (float) Math.sqrt(x);
    }

    @Override
    public float slope(float x, float y) {
      return 0.5f / y;
    }

    @Override
    public boolean slopeFromOutput() {
      return true;
    }
  }

  /** y = |x|, dy/dx = sign x. */
  public record Abs() implements Unary {
    @Override
    public double value(double x) {
      return Math.abs(x);
    }

    @Override
    public double slope(double x, double y) {
      return x > 0 ? 1 : -1;
    }

    @Override
    public float value(float x) {
      return Math.abs(x);
    }

    @Override
    public float slope(float x, float y) {
      return x > 0f ? 1f : -1f;
    }
  }

  /** y = x^p for x > 0, dy/dx = p x^(p - 1); by {@code StrictMath}, slow. */
  public record Power(double exponent) implements Unary {
    @Override
    public double value(double x) {
      return StrictMath.pow(x, exponent);
    }

    @Override
    public double slope(double x, double y) {
      return exponent * StrictMath.pow(x, exponent - 1);
    }

    @Override
    public float value(float x) {
      return (float) StrictMath.pow(x, exponent);
    }

    @Override
    public float slope(float x, float y) {
      return (float) (exponent * StrictMath.pow(x, exponent - 1));
    }
  }

  /** y = x <= 0 ? leak x : x (Maas et al. 2013). */
  public record LeakyRelu(double leak) implements Unary {
    @Override
    public double value(double x) {
      return x <= 0 ? leak * x : x;
    }

    @Override
    public double slope(double x, double y) {
      return y <= 0 ? leak : 1;
    }

    @Override
    public float value(float x) {
      return x <= 0f ? (float) leak * x : x;
    }

    @Override
    public float slope(float x, float y) {
      return y <= 0f ? (float) leak : 1f;
    }

    @Override
    public boolean slopeFromOutput() {
      return true;
    }
  }

  /** y = x <= 0 ? e^x - 1 : x (Clevert et al. 2016), dy/dx = x <= 0 ? y + 1 : 1. */
  public record Elu() implements Unary {
    @Override
    public double value(double x) {
      return x <= 0 ? StrictMath.expm1(x) : x;
    }

    @Override
    public double slope(double x, double y) {
      return y <= 0 ? y + 1 : 1;
    }

    @Override
    public float value(float x) {
      return x <= 0f ? Functions.exp(x) - 1f : x;
    }

    @Override
    public float slope(float x, float y) {
      return y <= 0f ? y + 1f : 1f;
    }

    @Override
    public boolean slopeFromOutput() {
      return true;
    }
  }

  /** y = ln(1 + e^x), dy/dx = sigmoid x. */
  public record Softplus() implements Unary {
    @Override
    public double value(double x) {
      return Math.max(x, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    @Override
    public double slope(double x, double y) {
      return new Activations.Sigmoid().value(x);
    }

    @Override
    public float value(float x) {
      return Math.max(x, 0f) + Functions.log1p(Functions.exp(-Math.abs(x)));
    }

    @Override
    public float slope(float x, float y) {
      return Functions.sigmoid(x);
    }
  }

  /**
   * y = x/2 (1 + tanh u), u = sqrt(2/pi) (x + 0.044715 x^3) (Hendrycks and Gimpel 2016, the tanh
   * form).
   */
  public record Gelu() implements Unary {
    private static final double INNER = 0.7978845608028654; // sqrt(2 / pi)
    private static final double CUBE = 0.044715;

    private static double derivative(double x, double t) {
      return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * INNER * (1 + 3 * CUBE * x * x);
    }

    @Override
    public double value(double x) {
      return 0.5 * x * (1 + StrictMath.tanh(INNER * (x + CUBE * x * x * x)));
    }

    @Override
    public double slope(double x, double y) {
      return derivative(x, StrictMath.tanh(INNER * (x + CUBE * x * x * x)));
    }

    @Override
    public float value(float x) {
      return 0.5f * x * (1f + Functions.tanh((float) INNER * Math.fma((float) CUBE * x * x, x, x)));
    }

    @Override
    public float slope(float x, float y) {
      return (float)
          derivative(x, Functions.tanh((float) INNER * Math.fma((float) CUBE * x * x, x, x)));
    }
  }

  /** y = |x| <= delta ? x^2 / 2 : delta (|x| - delta / 2), of a residual x (Huber 1964). */
  public record Huber(double delta) implements Unary {
    @Override
    public double value(double x) {
      return Math.abs(x) <= delta ? 0.5 * x * x : delta * (Math.abs(x) - 0.5 * delta);
    }

    @Override
    public double slope(double x, double y) {
      return Math.max(-delta, Math.min(delta, x));
    }

    @Override
    public float value(float x) {
      return Math.abs(x) <= (float) delta
          ? 0.5f * x * x
          : (float) delta * (Math.abs(x) - 0.5f * (float) delta);
    }

    @Override
    public float slope(float x, float y) {
      return Math.max((float) -delta, Math.min((float) delta, x));
    }
  }

  /** y = x > 0 ? q x : (q - 1) x, of a residual target - prediction (Koenker and Bassett 1978). */
  public record Pinball(double quantile) implements Unary {
    @Override
    public double value(double x) {
      return (x > 0 ? quantile : quantile - 1) * x;
    }

    @Override
    public double slope(double x, double y) {
      return x > 0 ? quantile : quantile - 1;
    }

    @Override
    public float value(float x) {
      return (x > 0f ? (float) quantile : (float) (quantile - 1)) * x;
    }

    @Override
    public float slope(float x, float y) {
      return x > 0f ? (float) quantile : (float) (quantile - 1);
    }
  }

  /** y = sin x, dy/dx = cos x; by {@code StrictMath}, slow. */
  public record Sin() implements Unary {
    @Override
    public double value(double x) {
      return StrictMath.sin(x);
    }

    @Override
    public double slope(double x, double y) {
      return StrictMath.cos(x);
    }

    @Override
    public float value(float x) {
      return (float) value((double) x);
    }

    @Override
    public float slope(float x, float y) {
      return (float) slope((double) x, y);
    }
  }

  /** y = cos x, dy/dx = -sin x; by {@code StrictMath}, slow. */
  public record Cos() implements Unary {
    @Override
    public double value(double x) {
      return StrictMath.cos(x);
    }

    @Override
    public double slope(double x, double y) {
      return -StrictMath.sin(x);
    }

    @Override
    public float value(float x) {
      return (float) value((double) x);
    }

    @Override
    public float slope(float x, float y) {
      return (float) slope((double) x, y);
    }
  }
}
