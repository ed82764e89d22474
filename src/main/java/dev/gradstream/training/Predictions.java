package dev.gradstream.training;

import dev.gradstream.evaluation.Prequential;
import dev.gradstream.features.Rows;
import dev.gradstream.state.StateVisitor;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model says of rows, without learning anything from them. Called by the state's owner, on
 * its thread; leaves the state as it is.
 */
public final class Predictions {
  private Predictions() {}

  /**
   * Predictions on the label's own scale, row by row: a number, a probability, or one probability a
   * class.
   */
  public static double[] of(State state, Rows rows) {
    int classes = state.specification().label().classes();
    Kept kept = new Kept(rows.count(), classes > 2 ? classes : 1);
    int size = state.specification().window().size();
    int[] order = new int[rows.count()];
    Arrays.setAll(order, i -> i);
    state.features.preview(rows);
    for (int from = 0; from < order.length; from += size) {
      int to = Math.min(order.length, from + size);
      state.regime.learner.load(state.features, state.target, rows, order, from, to);
      state.regime.learner.loss(to - from);
      state.regime.learner.score(kept, state.target, rows, order, from, to - from);
    }
    return kept.values;
  }

  /** Takes the place of the figures and keeps what they would be shown. */
  private static final class Kept implements Prequential {
    private final double[] values;
    private final int width;
    private int count;

    Kept(int rows, int width) {
      this.width = width;
      values = new double[rows * width];
    }

    @Override
    public void observe(
        float[] predictions,
        int predictionStride,
        float[] targets,
        int targetStride,
        double[] losses,
        int rows) {
      for (int i = 0; i < rows * width; i++) {
        values[count++] = predictions[i / width * predictionStride + i % width];
      }
    }

    @Override
    public void observe(
        double[] predictions,
        int predictionStride,
        double[] targets,
        int targetStride,
        double[] losses,
        int rows) {
      for (int i = 0; i < rows * width; i++) {
        values[count++] = predictions[i / width * predictionStride + i % width];
      }
    }

    @Override
    public long count() {
      return count / width;
    }

    @Override
    public Map<String, Double> figures() {
      return new TreeMap<>();
    }

    @Override
    public void visit(StateVisitor visitor) {}
  }
}
