package dev.gradstream.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * The catalogue of differentiable operations, each with shapes and a range of numbers it is defined
 * on. The contract suite checks every entry's rules against each other and finds operations that
 * are missing here.
 */
public final class Ops {
  /**
   * An operation as it may be applied.
   *
   * @param inputs shapes that fit, batched ones included
   * @param least smallest number its inputs may hold
   * @param most largest number its inputs may hold
   */
  public record Entry(Op op, List<Shape> inputs, double least, double most) {}

  private static final Shape COLUMN = Shape.batch(1);

  private Ops() {}

  /** All operations that have a backward rule, on values of a middling width. */
  public static List<Entry> entries() {
    return entries(17);
  }

  /** All operations that have a backward rule, on values of {@code columns} columns. */
  public static List<Entry> entries(int columns) {
    List<Entry> all = new ArrayList<>();
    elementwise(all, columns);
    Shape batch = Shape.batch(columns);
    products(all, columns);
    reductions(all, batch);
    columns(all, columns);
    Shape table = new Shape(3, columns);
    all.add(new Entry(new Rearrangements.Transpose(), List.of(table), -1, 1));
    all.add(new Entry(new Rearrangements.Reshape(columns, 3), List.of(table), -1, 1));
    all.add(new Entry(new Rearrangements.Reshape(1, 3 * columns), List.of(table), -1, 1));
    all.add(new Entry(new Lookups.Gather(), List.of(table, COLUMN), 0.1, 2.9));
    all.add(new Entry(new Lookups.Scatter(3), List.of(COLUMN, batch), 0.1, 2.9));
    // The digits of a step number are read without their fractions.
    Shape digits = new Leaf.StepNumber().shape();
    all.add(new Entry(new Dropout(0.4, 7), List.of(batch, digits), 1.1, 1.9));
    all.add(new Entry(new RowLosses.Logistic(), List.of(COLUMN, COLUMN), 0, 1));
    double most = Math.min(2, columns - 0.01);
    all.add(new Entry(new RowLosses.CrossEntropy(), List.of(batch, COLUMN), 0, most));
    return all;
  }

  private static void elementwise(List<Entry> all, int columns) {
    Shape batch = Shape.batch(columns);
    Shape row = new Shape(1, columns);
    for (Binary op :
        List.of(new Binary.Add(), new Binary.Sub(), new Binary.Mul(), new Binary.Div())) {
      all.add(new Entry(op, List.of(batch, batch), 0.5, 2));
      all.add(new Entry(op, List.of(batch, row), 0.5, 2));
      all.add(new Entry(op, List.of(COLUMN, batch), 0.5, 2));
      all.add(new Entry(op, List.of(batch, Shape.SCALAR), 0.5, 2));
      all.add(new Entry(op, List.of(Shape.SCALAR, row), 0.5, 2));
    }
    unary(all, columns, new Unary.Neg(), -2, 2);
    unary(all, columns, new Unary.Square(), -2, 2);
    unary(all, columns, new Unary.Exp(), -2, 2);
    unary(all, columns, new Unary.Log(), 0.1, 3);
    unary(all, columns, new Activations.Relu(), -2, 2);
    unary(all, columns, new Activations.Tanh(), -2, 2);
    unary(all, columns, new Activations.Sigmoid(), -4, 4);
    unary(all, columns, new Elementwise.Sqrt(), 0.1, 3);
    unary(all, columns, new Elementwise.Abs(), -2, 2);
    unary(all, columns, new Elementwise.Power(1.7), 0.1, 3);
    unary(all, columns, new Elementwise.LeakyRelu(0.01), -2, 2);
    unary(all, columns, new Elementwise.Elu(), -2, 2);
    unary(all, columns, new Elementwise.Softplus(), -4, 4);
    unary(all, columns, new Elementwise.Gelu(), -3, 3);
    unary(all, columns, new Elementwise.Sin(), -3, 3);
    unary(all, columns, new Elementwise.Cos(), -3, 3);
    unary(all, columns, new Elementwise.Huber(1), -3, 3);
    unary(all, columns, new Elementwise.Pinball(0.9), -2, 2);
    unary(all, columns, new Softmax(), -3, 3);
    unary(all, columns, new LogSoftmax(), -3, 3);
  }

  private static void unary(List<Entry> all, int columns, Op op, double least, double most) {
    all.add(new Entry(op, List.of(Shape.batch(columns)), least, most));
    all.add(new Entry(op, List.of(new Shape(1, columns)), least, most));
  }

  private static void products(List<Entry> all, int columns) {
    Shape batch = Shape.batch(columns);
    Op matmul = new Products.Matmul();
    all.add(new Entry(matmul, List.of(batch, new Shape(columns, 33)), -1, 1));
    all.add(new Entry(matmul, List.of(batch, new Shape(columns, 1)), -1, 1));
    all.add(new Entry(matmul, List.of(COLUMN, new Shape(1, 3)), -1, 1));
    Op timesTransposed = new Products.TimesTransposed();
    all.add(new Entry(timesTransposed, List.of(batch, new Shape(33, columns)), -1, 1));
    all.add(new Entry(timesTransposed, List.of(batch, new Shape(1, columns)), -1, 1));
    all.add(new Entry(timesTransposed, List.of(COLUMN, new Shape(5, 1)), -1, 1));
    Op transposedTimes = new Products.TransposedTimes();
    all.add(new Entry(transposedTimes, List.of(batch, Shape.batch(3)), -1, 1));
    all.add(new Entry(transposedTimes, List.of(batch, COLUMN), -1, 1));
    Shape row = new Shape(1, columns);
    Op sparse = new Sparse.Times();
    all.add(new Entry(sparse, List.of(batch, new Shape(columns, 5)), -1, 1));
    all.add(new Entry(sparse, List.of(batch, new Shape(columns, 33), Shape.batch(33)), -1, 1));
    all.add(new Entry(sparse, List.of(batch, new Shape(columns, columns), row), -1, 1));
    all.add(new Entry(sparse, List.of(batch, new Shape(columns, 1), Shape.SCALAR), -1, 1));
    Op sparseSlope = new Sparse.TransposedTimes(columns);
    all.add(new Entry(sparseSlope, List.of(batch, Shape.batch(3)), -1, 1));
    all.add(new Entry(sparseSlope, List.of(batch, COLUMN), -1, 1));
  }

  private static void reductions(List<Entry> all, Shape batch) {
    Shape row = new Shape(1, batch.columns());
    Shape table = new Shape(5, batch.columns());
    for (Shape of : List.of(batch, table, COLUMN)) {
      all.add(new Entry(new Reductions.SumRows(), List.of(of), -1, 1));
      all.add(new Entry(new Reductions.SumColumns(), List.of(of), -1, 1));
      all.add(new Entry(new Extremes.MaxRows(), List.of(of), -1, 1));
      all.add(new Entry(new Extremes.MaxColumns(), List.of(of), -1, 1));
    }
    all.add(new Entry(new Reductions.Spread(batch), List.of(row), -1, 1));
    all.add(new Entry(new Reductions.Spread(batch), List.of(COLUMN), -1, 1));
  }

  private static void columns(List<Entry> all, int columns) {
    Shape batch = Shape.batch(columns);
    all.add(new Entry(new Columns.Concat(), List.of(batch, COLUMN), -1, 1));
    all.add(new Entry(new Columns.Concat(), List.of(COLUMN, batch), -1, 1));
    all.add(new Entry(new Columns.Slice(0, columns), List.of(batch), -1, 1));
    all.add(new Entry(new Columns.Slice(columns - 1, 1), List.of(batch), -1, 1));
    all.add(new Entry(new Columns.Slice(columns / 3, columns / 2 + 1), List.of(batch), -1, 1));
    all.add(new Entry(new Columns.Place(2, columns + 16), List.of(batch), -1, 1));
  }
}
