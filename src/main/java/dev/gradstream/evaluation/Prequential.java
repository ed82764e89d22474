package dev.gradstream.evaluation;

import dev.gradstream.state.Stateful;
import java.util.Map;

/**
 * Test-then-train figures over a whole run: every example is scored once, with the parameters
 * before it is learned from.
 *
 * <p>Called by the fold alone. Sums are doubles, in row order; all of them are shown by {@link
 * #visit}.
 */
public interface Prequential extends Stateful {

  /**
   * Scores {@code rows} predictions.
   *
   * @param predictions (rows, predictionStride): a real value, a probability, or one probability a
   *     class
   * @param targets (rows, targetStride): a real value, 0 or 1, or the class index, in the first
   *     column
   * @param losses (rows): loss of each prediction
   */
  void observe(
      float[] predictions,
      int predictionStride,
      float[] targets,
      int targetStride,
      double[] losses,
      int rows);

  /** The same for predictions in double precision. */
  void observe(
      double[] predictions,
      int predictionStride,
      double[] targets,
      int targetStride,
      double[] losses,
      int rows);

  /** Number of examples scored. */
  long count();

  /**
   * Whether a figure is one cell of a table (a confusion matrix), of which curves and gauges would
   * be too many.
   */
  static boolean isCell(String figure) {
    return figure.contains("confusion.");
  }

  /** The figures by name, in a fixed order, for instance {@code accuracy=0.8896, f1=0.8785}. */
  Map<String, Double> figures();
}
