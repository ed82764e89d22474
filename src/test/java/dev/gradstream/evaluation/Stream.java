package dev.gradstream.evaluation;

import java.util.Random;

/**
 * A random scored stream of one kind of label, as a caller hands it over: predictions, targets and
 * losses with strides of their own.
 */
final class Stream {
  static final int CLASSES = 5;

  final LabelKind kind;
  final int classes;
  final int rows;
  final int width; // predictions of a row
  final float[] predictions; // (rows, width + 1): one value of padding
  final float[] targets; // (rows, 2): one value of padding
  final double[] losses;
  final double fade; // how much a row counts beside the next

  private Stream(LabelKind kind, int rows) {
    this(kind, rows, 1);
  }

  private Stream(LabelKind kind, int rows, double fade) {
    this.kind = kind;
    this.fade = fade;
    this.rows = rows;
    this.classes =
        switch (kind) {
          case REAL -> 0;
          case BINARY -> 2;
          case CLASS -> CLASSES;
        };
    this.width = kind == LabelKind.CLASS ? CLASSES : 1;
    this.predictions = new float[rows * (width + 1)];
    this.targets = new float[rows * 2];
    this.losses = new double[rows];
  }

  /** The same rows, of which each counts 0.999 times as much as the next. */
  Stream fading() {
    return copy(0, rows, 0.999);
  }

  /** Rows {@code [from, to)} alone. */
  Stream part(int from, int to) {
    return copy(from, to, fade);
  }

  private Stream copy(int from, int to, double fade) {
    Stream copy = new Stream(kind, to - from, fade);
    int stride = width + 1;
    System.arraycopy(predictions, from * stride, copy.predictions, 0, copy.predictions.length);
    System.arraycopy(targets, 2 * from, copy.targets, 0, copy.targets.length);
    System.arraycopy(losses, from, copy.losses, 0, copy.losses.length);
    return copy;
  }

  static Stream random(LabelKind kind, int rows, long seed) {
    Stream stream = new Stream(kind, rows);
    Random random = new Random(seed);
    for (int r = 0; r < rows; r++) {
      stream.losses[r] = random.nextDouble();
      stream.targets[2 * r] =
          kind == LabelKind.REAL
              ? 10 + (float) random.nextGaussian()
              : random.nextInt(stream.classes + random.nextInt(3)) % stream.classes;
      stream.targets[2 * r + 1] = Float.NaN;
      stream.predict(r, random);
    }
    return stream;
  }

  // Probabilities are quarters, eighths, ... so that ties occur, and the true class is favoured.
  private void predict(int r, Random random) {
    int start = r * (width + 1);
    predictions[start + width] = Float.NaN;
    switch (kind) {
      case REAL -> predictions[start] = target(r) + 0.5f * (float) random.nextGaussian();
      case BINARY -> {
        float p = random.nextInt(17) / 16f;
        predictions[start] = random.nextBoolean() ? p : 0.25f + target(r) / 2;
      }
      case CLASS -> {
        float left = 1;
        for (int c = 0; c < classes; c++) {
          int at = start + (c + truth(r)) % classes;
          predictions[at] = c == classes - 1 ? left : left * random.nextInt(5) / 4;
          left -= predictions[at];
        }
      }
    }
  }

  float target(int r) {
    return targets[2 * r];
  }

  int truth(int r) {
    return (int) targets[2 * r];
  }

  float prediction(int r) {
    return predictions[r * (width + 1)];
  }

  /** Probability of a class, of two or of many. */
  double probability(int r, int c) {
    double p = predictions[r * (width + 1) + (kind == LabelKind.CLASS ? c : 0)];
    return kind == LabelKind.BINARY && c == 0 ? 1 - p : p;
  }

  /** The class of the largest probability, of several the lowest. */
  int decision(int r) {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = probability(r, c) > probability(r, best) ? c : best;
    }
    return best;
  }

  /** Rows {@code [from, to)} as a metric sees them. */
  void fill(Scored scored, int from, int to) {
    int stride = width + 1;
    scored.fill(
        java.util.Arrays.copyOfRange(predictions, from * stride, to * stride),
        stride,
        java.util.Arrays.copyOfRange(targets, from * 2, to * 2),
        2,
        java.util.Arrays.copyOfRange(losses, from, to),
        to - from);
  }
}
