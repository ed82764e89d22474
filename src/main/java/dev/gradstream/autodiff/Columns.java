package dev.gradstream.autodiff;

import java.util.List;

/** Operations that move columns: side by side, a part, a part put back among zeros. */
public final class Columns {
  private Columns() {}

  /** (r, a) and (r, b) to (r, a + b). */
  public record Concat() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      Shape a = inputs.get(0);
      Shape b = inputs.get(1);
      if (a.rows() != b.rows()) {
        throw new IllegalArgumentException("concat of " + a + " and " + b + ": rows differ");
      }
      return new Shape(a.rows(), a.columns() + b.columns());
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix a = inputs.get(0);
      for (int i = 0; i < output.rows(); i++) {
        for (int j = 0; j < output.columns(); j++) {
          output.set(i, j, j < a.columns() ? a.at(i, j) : inputs.get(1).at(i, j - a.columns()));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      Graph g = self.graph();
      int left = self.input(0).shape().columns();
      int right = self.input(1).shape().columns();
      return List.of(g.apply(new Slice(0, left), slope), g.apply(new Slice(left, right), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer a = inputs.get(0);
      Buffer b = inputs.get(1);
      return (from, to) -> {
        for (int row = output.first(from); row < output.end(to); row++) {
          copy(a, row, 0, output, row, 0, a.columns());
          copy(b, row, 0, output, row, a.columns(), b.columns());
        }
      };
    }
  }

  /** Columns {@code first} to {@code first + count - 1}. */
  public record Slice(int first, int count) implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      Shape x = inputs.getFirst();
      if (first < 0 || count < 1 || first + count > x.columns()) {
        throw new IllegalArgumentException(
            "slice of " + count + " columns from " + first + ": " + x + " has no such columns");
      }
      return new Shape(x.rows(), count);
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      for (int i = 0; i < output.rows(); i++) {
        for (int j = 0; j < count; j++) {
          output.set(i, j, inputs.getFirst().at(i, first + j));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(self.graph().apply(new Place(first, self.input(0).shape().columns()), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      return (from, to) -> {
        for (int row = output.first(from); row < output.end(to); row++) {
          copy(x, row, first, output, row, 0, count);
        }
      };
    }
  }

  /**
   * The input's columns from {@code first} on among {@code total}, zeros elsewhere: what a slice's
   * slope is.
   */
  public record Place(int first, int total) implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(inputs.getFirst().rows(), total);
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix x = inputs.getFirst();
      for (int i = 0; i < x.rows(); i++) {
        for (int j = 0; j < x.columns(); j++) {
          output.set(i, first + j, x.at(i, j));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(self.graph().apply(new Slice(first, self.input(0).shape().columns()), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      return (from, to) -> { // the other columns are never written and stay zero
        for (int row = output.first(from); row < output.end(to); row++) {
          copy(x, row, 0, output, row, first, x.columns());
        }
      };
    }
  }

  private static void copy(
      Buffer from, int row, int column, Buffer to, int toRow, int toColumn, int count) {
    System.arraycopy(
        from.array(), from.at(row) + column, to.array(), to.at(toRow) + toColumn, count);
  }
}
