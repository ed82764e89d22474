package dev.gradstream.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * One scored mini-batch as the metrics read it: what several of them need is worked out once.
 *
 * <p>The arrays are reused from batch to batch and may be longer than {@link #rows}. They are
 * filled column by column and without a branch that hangs on a row's values, which the processor
 * would guess wrong.
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
  int[] ranks = {}; // classes that come before the true one; 0 where that is predicted
  double[] previous = {}; // what the baseline of the value or class before says; -1 for no class
  double[] usual = {}; // what the baseline of the mean or the majority says; -1 for no class

  final Recents recents = new Recents();
  private final List<double[]> columns = new ArrayList<>(); // lent until the next batch
  private int lent;
  final Derived derived;

  private final int width; // of a prediction
  private double[] widened = {}; // (rows, width), of predictions in floats

  Scored(LabelKind kind, int classes) {
    this.kind = kind;
    this.classes = classes;
    this.width = kind == LabelKind.CLASS ? classes : 1;
    this.derived = new Derived(this);
  }

  void fill(
      float[] predictions,
      int predictionStride,
      float[] targets,
      int targetStride,
      double[] losses,
      int rows) {
    begin(losses, rows);
    for (int r = 0; r < rows; r++) {
      this.targets[r] = targets[r * targetStride];
    }
    if (kind != LabelKind.CLASS) {
      for (int r = 0; r < rows; r++) {
        this.predictions[r] = predictions[r * predictionStride];
      }
      decide(this.predictions, 1);
      return;
    }
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < width; c++) {
        widened[r * width + c] = predictions[r * predictionStride + c];
      }
    }
    decide(widened, width);
  }

  void fill(
      double[] predictions,
      int predictionStride,
      double[] targets,
      int targetStride,
      double[] losses,
      int rows) {
    begin(losses, rows);
    for (int r = 0; r < rows; r++) {
      this.targets[r] = targets[r * targetStride];
    }
    if (kind != LabelKind.CLASS) {
      for (int r = 0; r < rows; r++) {
        this.predictions[r] = predictions[r * predictionStride];
      }
    }
    decide(predictions, predictionStride);
  }

  private void begin(double[] losses, int rows) {
    recents.settle(this.rows); // what is about to be overwritten
    grow(rows);
    forget();
    this.rows = rows;
    System.arraycopy(losses, 0, this.losses, 0, rows);
  }

  /** The mini-batch is no more, and neither is whatever was worked out from it. */
  void forget() {
    derived.forget();
    recents.forget();
    lent = 0;
  }

  /** Room for a value a row, until the mini-batch is filled anew. */
  double[] column() {
    if (lent == columns.size()) {
      columns.add(new double[losses.length]);
    } else if (columns.get(lent).length < rows) {
      columns.set(lent, new double[losses.length]);
    }
    return columns.get(lent++);
  }

  private void decide(double[] p, int stride) {
    if (kind == LabelKind.REAL) {
      return;
    }
    classify();
    if (kind == LabelKind.BINARY) {
      decideBinary();
    } else {
      for (int r = 0; r < rows; r++) {
        decideClass(r, p, r * stride);
      }
    }
  }

  private void classify() {
    for (int r = 0; r < rows; r++) {
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
    }
  }

  // A tie is negative, as in River.
  private void decideBinary() {
    for (int r = 0; r < rows; r++) { // doubles alone, of which the compiler makes vectors
      double p = predictions[r];
      double q = 1 - p;
      double truth = targets[r]; // 0 or 1, so that products and sum are exact
      confidences[r] = Math.max(p, q); // of the decision: p > 0.5 where p > q, to the bit
      likelihoods[r] = truth * p + (1 - truth) * q;
    }
    for (int r = 0; r < rows; r++) {
      double p = predictions[r];
      decided[r] = p > 0.5 ? 1 : 0;
      int sure = likelihoods[r] > 0.5 ? 1 : 0;
      int tied = p == 0.5 ? 1 : 0;
      ranks[r] = 1 - (sure | (tied & (1 - actual[r])));
    }
  }

  /** 1 for equals and 0 for others, without a branch. */
  static int equal(int a, int b) {
    int differing = a ^ b;
    return 1 - ((differing | -differing) >>> 31);
  }

  /** 1 where {@code a < b} and 0 elsewhere, without a branch; for numbers of no great size. */
  static int below(int a, int b) {
    return (a - b) >>> 31;
  }

  // Among equal probabilities the lower class comes first. Written so that NaN is never a hit.
  private void decideClass(int r, double[] p, int start) {
    int truth = actual[r];
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
