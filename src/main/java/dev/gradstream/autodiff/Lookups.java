package dev.gradstream.autodiff;

import java.util.Arrays;
import java.util.List;

/**
 * Rows of a table by their index, and the slope by the table. An index that no row has, a number
 * that is none included, stands for the last row; of a fraction the whole part counts.
 */
public final class Lookups {
  private Lookups() {}

  private static int row(double index, int rows) {
    return index >= 0 && index < rows ? (int) index : rows - 1; // false for NaN
  }

  /** (table (n, c), indices (r, 1)) to (r, c): an embedding. */
  public record Gather() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      if (inputs.get(1).columns() != 1 || inputs.get(0).batched()) {
        throw new IllegalArgumentException(
            "gather from "
                + inputs.get(0)
                + " by "
                + inputs.get(1)
                + ": expected a table and one column of indices");
      }
      return new Shape(inputs.get(1).rows(), inputs.get(0).columns());
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      for (int i = 0; i < output.rows(); i++) {
        for (int j = 0; j < output.columns(); j++) {
          Matrix table = inputs.get(0);
          output.set(i, j, table.at(row(inputs.get(1).at(i, 0), table.rows()), j));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      int rows = self.input(0).shape().rows();
      return Arrays.asList(self.graph().apply(new Scatter(rows), self.input(1), slope), null);
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer table = inputs.get(0);
      Buffer indices = inputs.get(1);
      int rows = table.shape().rows();
      return (from, to) -> {
        for (int row = output.first(from); row < output.end(to); row++) {
          int at = table.at(row(indices.array()[indices.at(row)], rows));
          System.arraycopy(table.array(), at, output.array(), output.at(row), output.columns());
        }
      };
    }
  }

  /**
   * (indices (r, 1), x (r, c)) to (rows, c): each row of x added to the row it names, in row order.
   */
  public record Scatter(int rows) implements Op {
    @Override
    public boolean sumsRows() {
      return true;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(rows, inputs.get(1).columns());
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix x = inputs.get(1);
      for (int i = 0; i < x.rows(); i++) {
        int row = row(inputs.get(0).at(i, 0), rows);
        for (int j = 0; j < x.columns(); j++) {
          output.set(row, j, output.at(row, j) + x.at(i, j));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return Arrays.asList(null, self.graph().apply(new Gather(), slope, self.input(0)));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer indices = inputs.get(0);
      Buffer x = inputs.get(1);
      return (from, to) -> {
        Arrays.fill(
            output.array(),
            output.offset(),
            output.offset() + (rows - 1) * output.stride() + output.columns(),
            0f);
        for (int row = x.first(from); row < x.end(to); row++) {
          int out = output.at(row(indices.array()[indices.at(row)], rows));
          for (int j = 0; j < x.columns(); j++) {
            output.array()[out + j] += x.array()[x.at(row) + j];
          }
        }
      };
    }
  }
}
