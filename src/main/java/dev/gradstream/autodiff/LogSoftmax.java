package dev.gradstream.autodiff;

import dev.gradstream.kernel.Functions;
import dev.gradstream.kernel.Kernels;
import dev.gradstream.kernel.Layout;
import java.util.Arrays;
import java.util.List;

/** y_j = z_j - m - ln sum_k e^(z_k - m) along each row, m its largest element. */
public record LogSoftmax() implements Op {
  @Override
  public Shape shape(List<Shape> inputs) {
    return inputs.getFirst();
  }

  @Override
  public void evaluate(List<Matrix> inputs, Matrix output) {
    Matrix z = inputs.getFirst();
    for (int i = 0; i < z.rows(); i++) {
      double most = Softmax.most(z, i);
      double sum = Softmax.sum(z, i, most);
      double log = StrictMath.log(sum);
      for (int j = 0; j < z.columns(); j++) {
        output.set(i, j, z.at(i, j) - most - log);
      }
    }
  }

  /** dz = g - softmax(z) sum_k g_k. */
  @Override
  public List<Node> gradient(Node self, Node slope) {
    Graph g = self.graph();
    return List.of(g.sub(slope, g.mul(g.softmax(self.input(0)), g.sumColumns(slope))));
  }

  @Override
  public Step compile(List<Buffer> inputs, Buffer output) {
    Buffer z = inputs.getFirst();
    Kernels kernels = Kernels.chosen();
    int columns = z.columns();
    if (columns == 1) {
      return (from, to) ->
          Arrays.fill(output.array(), output.at(z.first(from)), output.at(z.end(to)), 0f);
    }
    int width = Layout.padded(columns);
    return (from, to) -> {
      for (int row = z.first(from); row < z.end(to); row++) {
        int in = z.at(row);
        int out = output.at(row);
        float most = Softmax.largest(z.array(), in, columns);
        Softmax.shift(z.array(), in, columns, most, output.array(), out, width);
        kernels.exp(columns, output.array(), out, output.array(), out);
        float log = Functions.log(kernels.sum(columns, output.array(), out));
        for (int j = 0; j < columns; j++) {
          output.array()[out + j] = z.array()[in + j] - most - log;
        }
      }
    };
  }
}
