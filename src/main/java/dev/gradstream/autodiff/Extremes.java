package dev.gradstream.autodiff;

import java.util.List;

/**
 * Largest elements along an axis; what flows back goes to the first of them.
 *
 * <p>The largest of the rows of a batch is no sum over them, so that no plan computes it; of a
 * value that is not batched, plans do.
 */
public final class Extremes {
  private Extremes() {}

  /** (r, c) to (1, c). */
  public record MaxRows() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(1, inputs.getFirst().columns());
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix x = inputs.getFirst();
      for (int j = 0; j < x.columns(); j++) {
        output.set(0, j, x.at(0, j));
        for (int i = 1; i < x.rows(); i++) {
          output.set(0, j, Math.max(output.at(0, j), x.at(i, j)));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(self.graph().apply(new Slope(), self.input(0), self, slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      return (from, to) -> {
        for (int j = 0; j < x.columns(); j++) {
          float most = Float.NEGATIVE_INFINITY;
          for (int row = x.first(from); row < x.end(to); row++) {
            most = Math.max(most, x.array()[x.at(row) + j]);
          }
          output.array()[output.offset() + j] = most;
        }
      };
    }

    /** The slope at the first row that holds the largest element of its column, else 0. */
    record Slope() implements Op {
      @Override
      public Shape shape(List<Shape> inputs) {
        return inputs.getFirst();
      }

      @Override
      public void evaluate(List<Matrix> inputs, Matrix output) {
        Matrix x = inputs.getFirst();
        for (int j = 0; j < x.columns(); j++) {
          boolean found = false;
          for (int i = 0; i < x.rows(); i++) {
            boolean first = !found && x.at(i, j) == inputs.get(1).at(0, j);
            output.set(i, j, first ? inputs.get(2).at(0, j) : 0);
            found |= first;
          }
        }
      }

      @Override
      public List<Node> gradient(Node self, Node slope) {
        throw new UnsupportedOperationException(
            "the slope of maxRows can't be differentiated again");
      }

      @Override
      public Step compile(List<Buffer> inputs, Buffer output) {
        Buffer x = inputs.getFirst();
        Buffer y = inputs.get(1);
        Buffer g = inputs.get(2);
        return (from, to) -> {
          for (int j = 0; j < x.columns(); j++) {
            boolean found = false;
            for (int row = x.first(from); row < x.end(to); row++) {
              boolean first = !found && x.array()[x.at(row) + j] == y.array()[y.offset() + j];
              output.array()[output.at(row) + j] = first ? g.array()[g.offset() + j] : 0f;
              found |= first;
            }
          }
        };
      }

      @Override
      public String label() {
        return "maxRowsSlope";
      }
    }
  }

  /** (r, c) to (r, 1). */
  public record MaxColumns() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(inputs.getFirst().rows(), 1);
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix x = inputs.getFirst();
      for (int i = 0; i < x.rows(); i++) {
        output.set(i, 0, x.at(i, 0));
        for (int j = 1; j < x.columns(); j++) {
          output.set(i, 0, Math.max(output.at(i, 0), x.at(i, j)));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(self.graph().apply(new Slope(), self.input(0), self, slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      return (from, to) -> {
        for (int row = x.first(from); row < x.end(to); row++) {
          output.array()[output.at(row)] = Softmax.largest(x.array(), x.at(row), x.columns());
        }
      };
    }

    /** The slope at the first column that holds the largest element of its row, else 0. */
    record Slope() implements Op {
      @Override
      public Shape shape(List<Shape> inputs) {
        return inputs.getFirst();
      }

      @Override
      public void evaluate(List<Matrix> inputs, Matrix output) {
        Matrix x = inputs.getFirst();
        for (int i = 0; i < x.rows(); i++) {
          boolean found = false;
          for (int j = 0; j < x.columns(); j++) {
            boolean first = !found && x.at(i, j) == inputs.get(1).at(i, 0);
            output.set(i, j, first ? inputs.get(2).at(i, 0) : 0);
            found |= first;
          }
        }
      }

      @Override
      public List<Node> gradient(Node self, Node slope) {
        throw new UnsupportedOperationException(
            "the slope of maxColumns can't be differentiated again");
      }

      @Override
      public Step compile(List<Buffer> inputs, Buffer output) {
        Buffer x = inputs.getFirst();
        Buffer y = inputs.get(1);
        Buffer g = inputs.get(2);
        return (from, to) -> {
          for (int row = x.first(from); row < x.end(to); row++) {
            boolean found = false;
            for (int j = 0; j < x.columns(); j++) {
              boolean first = !found && x.array()[x.at(row) + j] == y.array()[y.at(row)];
              output.array()[output.at(row) + j] = first ? g.array()[g.at(row)] : 0f;
              found |= first;
            }
          }
        };
      }

      @Override
      public String label() {
        return "maxColumnsSlope";
      }
    }
  }
}
