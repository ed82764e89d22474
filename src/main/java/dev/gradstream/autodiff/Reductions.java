package dev.gradstream.autodiff;

import dev.gradstream.kernel.Kernels;
import java.util.Arrays;
import java.util.List;

/** Sums along an axis, and their backward rule: repetition along it. */
public final class Reductions {
  private Reductions() {}

  /** Sums a node down to a shape that was repeated to its own. */
  static Node to(Shape shape, Node node) {
    Node rows = shape.rows() == 1 && node.shape().rows() != 1 ? node.graph().sumRows(node) : node;
    return shape.columns() == 1 ? node.graph().sumColumns(rows) : rows;
  }

  /** (r, c) to (1, c), rows ascending; over the rows of a batch this is the bias's gradient. */
  public record SumRows() implements Op {
    @Override
    public boolean sumsRows() {
      return true;
    }

    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(1, inputs.getFirst().columns());
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix x = inputs.getFirst();
      for (int i = 0; i < x.rows(); i++) {
        for (int j = 0; j < x.columns(); j++) {
          output.values()[j] += x.at(i, j);
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(self.graph().apply(new Spread(self.input(0).shape()), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      Kernels kernels = Kernels.chosen();
      if (x.columns() == 1) {
        return (from, to) -> {
          float sum = 0f;
          for (int p = x.at(x.first(from)); p < x.at(x.end(to)); p++) {
            sum += x.array()[p];
          }
          output.array()[output.offset()] = sum;
        };
      }
      return (from, to) ->
          kernels.columnSums(
              x.end(to) - x.first(from),
              x.columns(),
              x.array(),
              x.at(x.first(from)),
              x.stride(),
              output.array(),
              output.offset());
    }
  }

  /** (r, c) to (r, 1). */
  public record SumColumns() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return new Shape(inputs.getFirst().rows(), 1);
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      Matrix x = inputs.getFirst();
      for (int i = 0; i < x.rows(); i++) {
        for (int j = 0; j < x.columns(); j++) {
          output.values()[i] += x.at(i, j);
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(self.graph().apply(new Spread(self.input(0).shape()), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      Kernels kernels = Kernels.chosen();
      if (x.columns() == 1) {
        return new Spread(output.shape()).compile(inputs, output);
      }
      return (from, to) -> {
        for (int row = x.first(from); row < x.end(to); row++) {
          output.array()[output.at(row)] = kernels.sum(x.columns(), x.array(), x.at(row));
        }
      };
    }
  }

  /** Repeats along dimensions of size 1, up to a shape; backward it is the sum along them. */
  public record Spread(Shape to) implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return to;
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      for (int i = 0; i < output.rows(); i++) {
        for (int j = 0; j < output.columns(); j++) {
          output.set(i, j, inputs.getFirst().spread(i, j));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(Reductions.to(self.input(0).shape(), slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      if (x.shape().equals(Shape.SCALAR) && output.columns() == 1) {
        return (from, to) ->
            Arrays.fill(
                output.array(),
                output.at(output.first(from)),
                output.at(output.first(from)) + output.length(from, to),
                x.array()[x.offset()]);
      }
      int xRow = x.shape().rows() == 1 ? 0 : x.stride();
      int xStep = x.columns() == 1 ? 0 : 1;
      return (from, to) -> {
        for (int row = output.first(from); row < output.end(to); row++) {
          for (int j = 0, p = x.offset() + row * xRow; j < output.columns(); j++, p += xStep) {
            output.array()[output.at(row) + j] = x.array()[p];
          }
        }
      };
    }
  }
}
