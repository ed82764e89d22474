package dev.gradstream.autodiff;

import dev.gradstream.kernel.Kernels;
import dev.gradstream.kernel.TouchedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Products of a sparse input with a tall table of weights; forward and backward cost the batch's
 * non-zeros.
 *
 * <pre>
 *   Y = S + X T     dT = X^T dY     dS = dY
 * </pre>
 *
 * <p>Their order is part of {@code arithmetic: 1}: an element of Y is the fma chain over its
 * example's non-zeros in column order, from its start value; a row of dT is the fma chain from +0
 * over the examples that touch it, in their order, through the whole batch.
 */
public final class Sparse {
  private Sparse() {}

  private static Shape checked(String label, Shape a, Shape b, boolean fits, Shape result) {
    if (!fits) {
      throw new IllegalArgumentException(label + " of " + a + " and " + b + ": sizes differ");
    }
    return result;
  }

  /**
   * (x (r, n), table (n, c), start) to (r, c); start is (r, c), or (1, c) for every row alike, or
   * is left out for +0.
   */
  public record Times() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Shape table = inputs.get(1);
      Shape result = new Shape(x.rows(), table.columns());
      if (inputs.size() > 2) {
        Shape start = inputs.get(2);
        boolean fits = start.rows() == 1 || start.rows() == x.rows();
        checked(label(), result, start, fits && start.columns() == table.columns(), result);
      }
      return checked(label(), x, table, x.columns() == table.rows(), result);
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix x = inputs.get(0);
      Matrix table = inputs.get(1);
      for (int i = 0; i < x.rows(); i++) {
        for (int j = 0; j < table.columns(); j++) {
          double sum = inputs.size() > 2 ? inputs.get(2).spread(i, j) : 0;
          for (int k = 0; k < x.columns(); k++) {
            sum += x.at(i, k) * table.at(k, j);
          }
          output.set(i, j, sum);
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      Graph g = self.graph();
      Node x = self.input(0);
      Node table = g.apply(new TransposedTimes(self.input(1).shape().rows()), x, slope);
      List<Node> slopes = new ArrayList<>(Arrays.asList(null, table));
      if (self.inputs().size() > 2) {
        slopes.add(self.input(2).shape().batched() ? slope : g.sumRows(slope));
      }
      return slopes;
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      SparseRows x = inputs.get(0).sparse();
      Buffer table = inputs.get(1);
      Buffer start = inputs.size() > 2 ? inputs.get(2) : null;
      return output.columns() == 1
          ? column(x, table, start, output)
          : wide(x, table, start, output);
    }

    private static Step column(SparseRows x, Buffer table, Buffer start, Buffer output) {
      return (from, to) -> {
        float[] t = table.array();
        int[] columns = x.columns();
        float[] values = x.values();
        for (int row = from; row < to; row++) {
          float sum = start == null ? 0f : start.array()[at(start, row)];
          for (int k = x.start(row), end = x.start(row + 1); k < end; k++) {
            sum = Math.fma(values[k], t[table.at(columns[k])], sum);
          }
          output.array()[output.at(row)] = sum;
        }
      };
    }

    private static Step wide(SparseRows x, Buffer table, Buffer start, Buffer output) {
      Kernels kernels = Kernels.chosen();
      int width = output.columns();
      return (from, to) -> {
        int[] columns = x.columns();
        float[] values = x.values();
        float[] y = output.array();
        for (int row = from; row < to; row++) {
          int o = output.at(row);
          if (start == null) {
            Arrays.fill(y, o, o + width, 0f);
          } else {
            System.arraycopy(start.array(), at(start, row), y, o, width);
          }
          for (int k = x.start(row), end = x.start(row + 1); k < end; k++) {
            // y = fma(value, t, y)
            kernels.descend(width, -values[k], table.array(), table.at(columns[k]), y, o);
          }
        }
      };
    }

    private static int at(Buffer start, int row) {
      return start.shape().batched() ? start.at(row) : start.offset();
    }
  }

  /**
   * (x (r, n), d (r, c)) to (rows, c), zero but in the rows that x touches. In a plan it runs once
   * for the whole batch.
   */
  public record TransposedTimes(int rows) implements Op {
    @Override
    public boolean sumsRows() {
      return true;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
      Shape x = inputs.get(0);
      Shape d = inputs.get(1);
      boolean fits = x.rows() == d.rows() && x.columns() == rows;
      return checked(label(), x, d, fits, new Shape(rows, d.columns()));
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix x = inputs.get(0);
      Matrix d = inputs.get(1);
      for (int k = 0; k < x.rows(); k++) {
        for (int i = 0; i < rows; i++) {
          for (int j = 0; j < d.columns(); j++) {
            output.values()[i * d.columns() + j] += x.at(k, i) * d.at(k, j);
          }
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return Arrays.asList(null, self.graph().apply(new Times(), self.input(0), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      SparseRows x = inputs.get(0).sparse();
      Buffer d = inputs.get(1);
      TouchedRows touched = output.touched() == null ? new TouchedRows(rows) : output.touched();
      Kernels kernels = Kernels.chosen();
      int width = output.columns();
      return (from, to) -> {
        clear(output, touched);
        touched.begin();
        float[] g = output.array();
        int[] columns = x.columns();
        float[] values = x.values();
        for (int row = from; row < to; row++) {
          int slope = d.at(row);
          for (int k = x.start(row), end = x.start(row + 1); k < end; k++) {
            touched.touch(columns[k]);
            int at = output.at(columns[k]);
            if (width == 1) {
              g[at] = Math.fma(values[k], d.array()[slope], g[at]);
            } else {
              kernels.descend(width, -values[k], d.array(), slope, g, at);
            }
          }
        }
      };
    }

    // The rows of the batch before; all others are zero already.
    private static void clear(Buffer output, TouchedRows touched) {
      for (int i = 0; i < touched.count(); i++) {
        int at = output.at(touched.row(i));
        Arrays.fill(output.array(), at, at + output.stride(), 0f);
      }
    }
  }
}
