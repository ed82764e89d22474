package dev.gradstream.training;

import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;

/**
 * The Euclidean norm of what one update changed in the parameters, for a stopping criterion that
 * asks for it: copies them before and compares after. Remembers nothing from step to step.
 */
final class StepNorm {
  private final List<Object> copies = new ArrayList<>(); // float[] or double[], by visiting order
  private final Visitor visitor = new Visitor();
  private boolean comparing;
  private int next;
  private double sum;

  /** Copies the parameters. */
  void before(Learner learner) {
    go(learner, false);
  }

  /** The norm of what has changed since; NaN where the last update only gathered gradients. */
  double after(Learner learner) {
    go(learner, true);
    return learner.gathering() ? Double.NaN : Math.sqrt(sum);
  }

  private void go(Learner learner, boolean comparing) {
    this.comparing = comparing;
    next = 0;
    sum = 0;
    learner.visit(visitor);
  }

  private final class Visitor implements StateVisitor {
    @Override
    public void floats(String name, float[] values, int offset, int rows, int columns, int stride) {
      if (!name.startsWith("parameters/")) {
        return;
      }
      if (next == copies.size()) {
        copies.add(new float[rows * columns]);
      }
      float[] copy = (float[]) copies.get(next++);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          float value = values[offset + r * stride + c];
          if (comparing) {
            double change = (double) value - copy[r * columns + c];
            sum += change * change;
          } else {
            copy[r * columns + c] = value;
          }
        }
      }
    }

    @Override
    public void doubles(
        String name, double[] values, int offset, int rows, int columns, int stride) {
      if (!name.startsWith("parameters/")) {
        return;
      }
      if (next == copies.size()) {
        copies.add(new double[rows * columns]);
      }
      double[] copy = (double[]) copies.get(next++);
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          double value = values[offset + r * stride + c];
          if (comparing) {
            double change = value - copy[r * columns + c];
            sum += change * change;
          } else {
            copy[r * columns + c] = value;
          }
        }
      }
    }

    @Override
    public void longs(String name, long[] values, int count) {}
  }
}
