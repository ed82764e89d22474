package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;

/** Mean absolute error and root mean squared error of predictions, whole and recent. */
final class Errors {
  private final Recent absolute = new Recent();
  private final Recent squared = new Recent();

  /**
   * @param predictions of all rows
   */
  void add(Scored scored, double[] predictions) {
    double[] distances = absolute.column(scored);
    double[] squares = squared.column(scored);
    double[] targets = scored.targets;
    for (int r = 0; r < scored.rows; r++) {
      double error = predictions[r] - targets[r];
      distances[r] = Math.abs(error);
      squares[r] = error * error;
    }
    absolute.add(scored, distances);
    squared.add(scored, squares);
  }

  /** Whole figures, and fading ones with {@code recent.} before their names. */
  void figures(String prefix, Metric.Figures into) {
    if (absolute.any()) {
      into.add(prefix + "mae", absolute.whole());
      into.add(prefix + "rmse", Math.sqrt(squared.whole()));
      into.add("recent." + prefix + "mae", absolute.recent());
      into.add("recent." + prefix + "rmse", Math.sqrt(squared.recent()));
    }
  }

  void visit(String prefix, StateVisitor visitor) {
    absolute.visit(prefix + "absolute/", visitor);
    squared.visit(prefix + "squared/", visitor);
  }
}
