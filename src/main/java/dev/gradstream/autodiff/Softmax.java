package dev.gradstream.autodiff;

import dev.gradstream.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/** p_j = e^(z_j - m) / sum_k e^(z_k - m) along each row, m its largest element. */
public record Softmax() implements Op {
  // exp of anything at or below is +0, so that padding adds nothing to the sum.
  private static final float NOTHING = -128f;

  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.getFirst();
  }

  @Override
  public void evaluate(List<Matrix> inputs, Matrix output) {
    Matrix z = inputs.getFirst();
    for (int i = 0; i < z.rows(); i++) {
      double most = most(z, i);
      double sum = sum(z, i, most);
      for (int j = 0; j < z.columns(); j++) {
        output.set(i, j, StrictMath.exp(z.at(i, j) - most) / sum);
      }
    }
  }

  static double most(Matrix z, int row) {
    double most = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < z.columns(); j++) {
      most = Math.max(most, z.at(row, j));
    }
    return most;
  }

  /** sum_k e^(z_k - most) of a row. */
  static double sum(Matrix z, int row, double most) {
    double sum = 0;
    for (int j = 0; j < z.columns(); j++) {
      sum += StrictMath.exp(z.at(row, j) - most);
    }
    return sum;
  }

  /** dz = p (g - sum_k g_k p_k). */
  @Override
  public List<Node> gradient(Node self, Node slope) {
    Graph g = self.graph();
    return List.of(g.mul(self, g.sub(slope, g.sumColumns(g.mul(slope, self)))));
  }

  @Override
  public Step compile(List<Buffer> inputs, Buffer output) {
    Buffer z = inputs.getFirst();
    Kernels kernels = Kernels.chosen();
    int columns = z.columns();
    if (columns == 1) {
      return (from, to) ->
          Arrays.fill(output.array(), output.at(z.first(from)), output.at(z.end(to)), 1f);
    }
    float[] most = new float[Plan.BLOCK];
    float[] sums = new float[Plan.BLOCK];
    return (from, to) -> {
      for (int row = z.first(from); row < z.end(to); row += Plan.BLOCK) {
        int rows = Math.min(Plan.BLOCK, z.end(to) - row);
        kernels.softmax(
            rows,
            columns,
            z.array(),
            z.at(row),
            z.stride(),
            output.array(),
            output.at(row),
            output.stride(),
            most,
            sums);
      }
    };
  }

  /** z - most, and behind it up to {@code width} what exp makes zero. */
  static void shift(float[] z, int at, int columns, float most, float[] out, int outAt, int width) {
    for (int j = 0; j < columns; j++) {
      out[outAt + j] = z[at + j] - most;
    }
    Arrays.fill(out, outAt + columns, outAt + width, NOTHING);
  }

  static float largest(float[] z, int at, int columns) {
    float most = z[at];
    for (int j = 1; j < columns; j++) {
      most = Math.max(most, z[at + j]);
    }
    return most;
  }
}
