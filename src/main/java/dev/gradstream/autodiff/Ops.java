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

  private static final Shape BATCH = Shape.batch(17);
  private static final Shape BATCH33 = Shape.batch(33);
  private static final Shape ROW = new Shape(1, 17);
  private static final Shape COLUMN = Shape.batch(1);

  private Ops() {}

  /** All operations that have a backward rule. */
  public static List<Entry> entries() {
    List<Entry> all = new ArrayList<>();
    for (Binary op :
        List.of(new Binary.Add(), new Binary.Sub(), new Binary.Mul(), new Binary.Div())) {
      all.add(new Entry(op, List.of(BATCH, BATCH), 0.5, 2));
      all.add(new Entry(op, List.of(BATCH, ROW), 0.5, 2));
      all.add(new Entry(op, List.of(COLUMN, BATCH), 0.5, 2));
      all.add(new Entry(op, List.of(BATCH, Shape.SCALAR), 0.5, 2));
      all.add(new Entry(op, List.of(Shape.SCALAR, ROW), 0.5, 2));
    }
    unary(all, new Unary.Neg(), -2, 2);
    unary(all, new Unary.Square(), -2, 2);
    unary(all, new Unary.Exp(), -2, 2);
    unary(all, new Unary.Log(), 0.1, 3);
    unary(all, new Activations.Relu(), -2, 2);
    unary(all, new Activations.Tanh(), -2, 2);
    unary(all, new Activations.Sigmoid(), -4, 4);
    unary(all, new Elementwise.Sqrt(), 0.1, 3);
    unary(all, new Elementwise.Abs(), -2, 2);
    unary(all, new Elementwise.Power(1.7), 0.1, 3);
    unary(all, new Elementwise.LeakyRelu(0.01), -2, 2);
    unary(all, new Elementwise.Elu(), -2, 2);
    unary(all, new Elementwise.Softplus(), -4, 4);
    unary(all, new Elementwise.Gelu(), -3, 3);
    unary(all, new Elementwise.Sin(), -3, 3);
    unary(all, new Elementwise.Cos(), -3, 3);
    unary(all, new Elementwise.Huber(1), -3, 3);
    unary(all, new Elementwise.Pinball(0.9), -2, 2);
    unary(all, new Softmax(), -3, 3);
    all.add(new Entry(new Products.Matmul(), List.of(BATCH, new Shape(17, 33)), -1, 1));
    all.add(new Entry(new Products.Matmul(), List.of(BATCH, new Shape(17, 1)), -1, 1));
    all.add(new Entry(new Products.Matmul(), List.of(COLUMN, new Shape(1, 3)), -1, 1));
    all.add(new Entry(new Products.TimesTransposed(), List.of(BATCH, new Shape(33, 17)), -1, 1));
    all.add(new Entry(new Products.TimesTransposed(), List.of(BATCH, ROW), -1, 1));
    all.add(new Entry(new Products.TimesTransposed(), List.of(COLUMN, new Shape(5, 1)), -1, 1));
    all.add(new Entry(new Products.TransposedTimes(), List.of(BATCH, Shape.batch(3)), -1, 1));
    all.add(new Entry(new Products.TransposedTimes(), List.of(BATCH, COLUMN), -1, 1));
    all.add(new Entry(new Sparse.Times(), List.of(BATCH, new Shape(17, 5)), -1, 1));
    all.add(new Entry(new Sparse.Times(), List.of(BATCH, new Shape(17, 33), BATCH33), -1, 1));
    all.add(new Entry(new Sparse.Times(), List.of(BATCH, new Shape(17, 17), ROW), -1, 1));
    all.add(new Entry(new Sparse.Times(), List.of(BATCH, new Shape(17, 1), Shape.SCALAR), -1, 1));
    all.add(new Entry(new Sparse.TransposedTimes(17), List.of(BATCH, Shape.batch(3)), -1, 1));
    all.add(new Entry(new Sparse.TransposedTimes(17), List.of(BATCH, COLUMN), -1, 1));
    all.add(new Entry(new Reductions.SumRows(), List.of(BATCH), -1, 1));
    all.add(new Entry(new Reductions.SumRows(), List.of(COLUMN), -1, 1));
    all.add(new Entry(new Reductions.SumColumns(), List.of(BATCH), -1, 1));
    all.add(new Entry(new Reductions.Spread(BATCH), List.of(ROW), -1, 1));
    all.add(new Entry(new Reductions.Spread(BATCH), List.of(COLUMN), -1, 1));
    all.add(new Entry(new Columns.Concat(), List.of(BATCH, COLUMN), -1, 1));
    all.add(new Entry(new Columns.Slice(3, 9), List.of(BATCH), -1, 1));
    all.add(new Entry(new Columns.Slice(16, 1), List.of(BATCH), -1, 1));
    all.add(new Entry(new Columns.Place(2, 33), List.of(BATCH), -1, 1));
    all.add(new Entry(new Lookups.Gather(), List.of(new Shape(3, 17), COLUMN), 0.1, 2.9));
    all.add(new Entry(new Lookups.Scatter(3), List.of(COLUMN, BATCH), 0.1, 2.9));
    all.add(new Entry(new RowLosses.Logistic(), List.of(COLUMN, COLUMN), 0, 1));
    all.add(new Entry(new RowLosses.CrossEntropy(), List.of(BATCH, COLUMN), 0, 2));
    return all;
  }

  private static void unary(List<Entry> all, Op op, double least, double most) {
    all.add(new Entry(op, List.of(BATCH), least, most));
    all.add(new Entry(op, List.of(ROW), least, most));
  }
}
