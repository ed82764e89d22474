package dev.gradstream.autodiff;

import java.util.List;

/**
 * The same numbers in another shape; of values that are not batched, since a batch stays a batch.
 */
public final class Rearrangements {
  private Rearrangements() {}

  private static void refuseBatch(Op op, Shape x) {
    if (x.batched()) {
      throw new IllegalArgumentException(
          op.label() + " of " + x + ": a batch keeps its rows; expected a value that has none");
    }
  }

  /** (r, c) to (c, r). */
  public record Transpose() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      refuseBatch(this, inputs.getFirst());
      return new Shape(inputs.getFirst().columns(), inputs.getFirst().rows());
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      for (int i = 0; i < output.rows(); i++) {
        for (int j = 0; j < output.columns(); j++) {
          output.set(i, j, inputs.getFirst().at(j, i));
        }
      }
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(self.graph().transpose(slope));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      return (from, to) -> {
        for (int i = 0; i < output.shape().rows(); i++) {
          for (int j = 0; j < output.columns(); j++) {
            output.array()[output.at(i) + j] = x.array()[x.at(j) + i];
          }
        }
      };
    }
  }

  /** The elements row by row, in rows of another length: (r, c) to (rows, columns). */
  public record Reshape(int rows, int columns) implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      Shape x = inputs.getFirst();
      refuseBatch(this, x);
      Shape shape = new Shape(rows, columns);
      if ((long) rows * columns != (long) x.rows() * x.columns()) {
        throw new IllegalArgumentException(
            "reshape of " + x + " to " + shape + ": the numbers of elements differ");
      }
      return shape;
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      System.arraycopy(inputs.getFirst().values(), 0, output.values(), 0, output.values().length);
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      Shape x = self.input(0).shape();
      return List.of(self.graph().reshape(slope, x.rows(), x.columns()));
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      Buffer x = inputs.getFirst();
      int width = x.columns();
      return (from, to) -> {
        for (int i = 0, k = 0; i < rows; i++) {
          for (int j = 0; j < columns; j++, k++) {
            output.array()[output.at(i) + j] = x.array()[x.at(k / width) + k % width];
          }
        }
      };
    }
  }
}
