package dev.gradstream.app;

/** A mean weighted by examples; NaN of nothing. Used by one thread. */
final class Mean {
  private double sum;
  private long weight;

  void add(double value, long examples) {
    sum += value * examples;
    weight += examples;
  }

  double value() {
    return weight == 0 ? Double.NaN : sum / weight;
  }

  boolean isEmpty() {
    return weight == 0;
  }

  void clear() {
    sum = 0;
    weight = 0;
  }
}
