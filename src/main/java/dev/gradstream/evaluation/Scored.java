package dev.gradstream.evaluation;

/**
 * One scored mini-batch as the metrics read it: what several of them need is worked out once.
 *
 * <p>The arrays are reused from batch to batch and may be longer than {@link #rows}.
 */
final class Scored {
  final LabelKind kind;
  final int classes; // 0 for real, 2 for binary
  int rows;
  double[] losses = {};
  double[] targets = {}; // a real number, or the class index
  double[] predictions = {}; // a real number, or the probability of class 1; unused for class
  int[] actual = {}; // true class
  int[] decided = {}; // predicted class
  double[] confidences = {}; // probability of the predicted class
  double[] likelihoods = {}; // probability of the true class
  int[] ranks = {}; // number of classes that come before the true one, 0 where it is the predicted

  // one

  double[] previous = {}; // what the baseline of the value or class before says; -1 for no class
  double[] usual = {}; // what the baseline of the mean or the majority says; -1 for no class

  private final int width; // of a prediction
  private double[] widened = {}; // (rows, width), of predictions in floats

  Scored(LabelKind kind, int classes) {
    this.kind = kind;
    this.classes = classes;
    this.width = kind == LabelKind.CLASS ? classes : 1;
  }

  void fill(
      float[] predictions,
      int predictionStride,
      float[] targets,
      int targetStride,
      double[] losses,
      int rows) {
    grow(rows);
    for (int r = 0; r < rows; r++) {
      this.targets[r] = targets[r * targetStride];
      for (int c = 0; c < width; c++) {
        widened[r * width + c] = predictions[r * predictionStride + c];
      }
    }
    fill(widened, width, this.targets, 1, losses, rows);
  }

  void fill(
      double[] predictions,
      int predictionStride,
      double[] targets,
      int targetStride,
      double[] losses,
      int rows) {
    grow(rows);
    this.rows = rows;
    System.arraycopy(losses, 0, this.losses, 0, rows);
    for (int r = 0; r < rows; r++) {
      this.targets[r] = targets[r * targetStride];
      switch (kind) {
        case REAL -> this.predictions[r] = predictions[r * predictionStride];
        case BINARY -> decideBinary(r, predictions[r * predictionStride]);
        case CLASS -> decideClass(r, predictions, r * predictionStride);
      }
    }
  }

  // A tie is negative, as in River.
  private void decideBinary(int r, double p) {
    int truth = classOf(r);
    predictions[r] = p;
    decided[r] = p > 0.5 ? 1 : 0;
    confidences[r] = p > 0.5 ? p : 1 - p;
    likelihoods[r] = truth == 1 ? p : 1 - p;
    ranks[r] = likelihoods[r] > 0.5 || (p == 0.5 && truth == 0) ? 0 : 1;
  }

  // Among equal probabilities the lower class comes first. Written so that NaN is never a hit.
  private void decideClass(int r, double[] p, int start) {
    int truth = classOf(r);
    double likelihood = p[start + truth];
    int best = 0;
    int rank = 0;
    for (int c = 0; c < classes; c++) {
      double probability = p[start + c];
      if (probability > p[start + best]) {
        best = c;
      }
      boolean after = probability < likelihood || (probability == likelihood && c >= truth);
      rank += after || c == truth ? 0 : 1;
    }
    decided[r] = best;
    confidences[r] = p[start + best];
    likelihoods[r] = likelihood;
    ranks[r] = rank;
  }

  private int classOf(int r) {
    double target = targets[r];
    int index = (int) target;
    if (index != target || index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          "target of row "
              + r
              + ": expected a class from 0 to "
              + (classes - 1)
              + ", got "
              + target);
    }
    actual[r] = index;
    return index;
  }

  void grow(int needed) {
    if (needed > losses.length) {
      losses = new double[needed];
      targets = new double[needed];
      predictions = new double[needed];
      actual = new int[needed];
      decided = new int[needed];
      confidences = new double[needed];
      likelihoods = new double[needed];
      ranks = new int[needed];
      previous = new double[needed];
      usual = new double[needed];
      widened = new double[needed * width];
    }
  }
}
