package dev.gradstream.autodiff;

import dev.gradstream.kernel.Finish;
import dev.gradstream.kernel.Kernels;
import dev.gradstream.kernel.Layout;
import java.util.List;

/**
 * The three matrix products of backpropagation; each one's slopes are the other two.
 *
 * <pre>
 *   Y = A B     dA = dY B^T     dB = A^T dY
 * </pre>
 */
public final class Products {
  // Start values of chains that begin at +0: read with row stride 0, as wide as the widest tile.
  private static final float[] ZEROS = new float[64];

  private Products() {}

  private static Shape checked(String label, Shape a, Shape b, int inner, int other, Shape result) {
    if (inner != other) {
      throw new IllegalArgumentException(label + " of " + a + " and " + b + ": inner sizes differ");
    }
    return result;
  }

  static float[] zeros(int columns) {
    int length = Math.max(ZEROS.length, Layout.padded(columns));
    return length == ZEROS.length ? ZEROS : new float[length];
  }

  // Rows that one call of a step can have to do with.
  static int mostRows(Buffer buffer) {
    return buffer.shape().batched() ? Plan.BLOCK : buffer.shape().rows();
  }

  private static float[] room(Kernels kernels, int rows, int columns, int depth) {
    return new float[kernels.room(rows, columns, depth)];
  }

  /** A (r, k) B (k, c). */
  public record Matmul() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      Shape a = inputs.get(0);
      Shape b = inputs.get(1);
      return checked(label(), a, b, a.columns(), b.rows(), new Shape(a.rows(), b.columns()));
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix a = inputs.get(0);
      Matrix b = inputs.get(1);
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < b.columns(); j++) {
          double sum = 0;
          for (int k = 0; k < a.columns(); k++) {
            sum += a.at(i, k) * b.at(k, j);
          }
          output.set(i, j, sum);
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      Graph g = self.graph();
      return List.of(
          g.apply(new TimesTransposed(), slope, self.input(1)),
          g.apply(new TransposedTimes(), self.input(0), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      return compile(inputs, null, Finish.STORE, output);
    }

    /**
     * With the start values of a bias (1, c) or null, and a finish: what the plan fuses an affine
     * layer into.
     */
    Step compile(List<Buffer> inputs, Buffer bias, Finish finish, Buffer output) {
      Buffer a = inputs.get(0);
      Buffer b = inputs.get(1);
      Kernels kernels = Kernels.chosen();
      if (output.columns() == 1) {
        return column(kernels, a, b, bias, output);
      }
      return new ProductStep(a, b, b.stride(), 1, bias, finish, null, output);
    }

    private static Step column(Kernels kernels, Buffer a, Buffer b, Buffer bias, Buffer output) {
      if (a.columns() == 1) { // packed: what stands behind an element is the next row's
        return (from, to) -> {
          float w = b.array()[b.offset()];
          float start = bias == null ? 0f : bias.array()[bias.offset()];
          for (int row = output.first(from); row < output.end(to); row++) {
            output.array()[output.at(row)] = start + Math.fma(a.array()[a.at(row)], w, 0f);
          }
        };
      }
      return (from, to) -> {
        int first = output.first(from);
        kernels.dots(
            output.end(to) - first,
            a.columns(),
            a.array(),
            a.at(first),
            a.stride(),
            b.array(),
            b.offset(),
            bias == null ? 0f : bias.array()[bias.offset()],
            output.array(),
            output.at(first));
      };
    }
  }

  /** A (r, k) B^T, B being (c, k): a layer's slope by its input. */
  public record TimesTransposed() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      Shape a = inputs.get(0);
      Shape b = inputs.get(1);
      if (b.batched()) {
        throw new IllegalArgumentException(
            label() + ": the second factor can't be batched, got " + b);
      }
      return checked(label(), a, b, a.columns(), b.columns(), new Shape(a.rows(), b.rows()));
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix a = inputs.get(0);
      Matrix b = inputs.get(1);
      for (int i = 0; i < a.rows(); i++) {
        for (int j = 0; j < b.rows(); j++) {
          double sum = 0;
          for (int k = 0; k < a.columns(); k++) {
            sum += a.at(i, k) * b.at(j, k);
          }
          output.set(i, j, sum);
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      Graph g = self.graph();
      return List.of(
          g.matmul(slope, self.input(1)), g.apply(new TransposedTimes(), slope, self.input(0)));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      if (output.columns() == 1) { // B is one row: rows of A times it
        return Matmul.column(Kernels.chosen(), inputs.get(0), inputs.get(1), null, output);
      }
      return compile(inputs, Finish.STORE, null, output);
    }

    /**
     * With a finish, of more than one column.
     *
     * @param beside what the finish looks at, laid out like the output, or null
     */
    Step compile(List<Buffer> inputs, Finish finish, Buffer beside, Buffer output) {
      Buffer b = inputs.get(1);
      boolean packed = b.columns() == 1; // one row, transposed
      return new ProductStep(
          inputs.get(0),
          b,
          packed ? Layout.padded(output.columns()) : 1,
          packed ? 1 : b.stride(),
          null,
          finish,
          beside,
          output);
    }
  }

  /**
   * A^T B, A being (r, k) and B (r, c): a layer's slope by its weights, one chain over the rows.
   */
  public record TransposedTimes() implements Op {
    @Override
    public boolean sumsRows() {
      return true;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
      Shape a = inputs.get(0);
      Shape b = inputs.get(1);
      return checked(label(), a, b, a.rows(), b.rows(), new Shape(a.columns(), b.columns()));
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix a = inputs.get(0);
      Matrix b = inputs.get(1);
      for (int k = 0; k < a.rows(); k++) {
        for (int i = 0; i < a.columns(); i++) {
          for (int j = 0; j < b.columns(); j++) {
            output.values()[i * b.columns() + j] += a.at(k, i) * b.at(k, j);
          }
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      Graph g = self.graph();
      return List.of(
          g.apply(new TimesTransposed(), self.input(1), slope), g.matmul(self.input(0), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Slope slope = slope(inputs, output);
      int rows = output.shape().rows();
      return (from, to) ->
          slope.run(from, to, 0, rows, output.array(), output.offset(), output.stride());
    }

    /** For some of the output's rows at a time; all of them where it has one column. */
    Slope slope(List<Buffer> inputs, Buffer output) {
      Buffer a = inputs.get(0);
      Buffer b = inputs.get(1);
      if (a.columns() == 1 && b.columns() == 1) {
        return number(a, b);
      }
      Kernels kernels = Kernels.chosen();
      boolean column = output.columns() == 1;
      // One column: compute its transpose B^T A, a row that lies in memory just as the column does.
      Buffer left = column ? b : a;
      Buffer right = column ? a : b;
      float[] start = zeros(right.columns());
      float[] room = room(kernels, left.columns(), right.columns(), mostRows(a));
      return (from, to, first, end, slopes, offset, stride, finish, beside) -> {
        int row = a.first(from);
        kernels.product(
            column ? 1 : end - first,
            right.columns(),
            a.end(to) - row,
            left.array(),
            left.at(row) + (column ? 0 : first),
            1,
            left.stride(),
            right.array(),
            right.at(row),
            right.stride(),
            1,
            start,
            0,
            0,
            slopes,
            offset,
            stride,
            finish,
            beside,
            room);
      };
    }

    // Two packed columns, which the kernel's tiles would read past: the same chain, stored.
    private static Slope number(Buffer a, Buffer b) {
      return (from, to, first, end, slopes, offset, stride, finish, beside) -> {
        float sum = 0f;
        for (int k = a.first(from); k < a.end(to); k++) {
          sum = Math.fma(a.array()[a.at(k)], b.array()[b.at(k)], sum);
        }
        slopes[offset] = sum;
      };
    }
  }
}
