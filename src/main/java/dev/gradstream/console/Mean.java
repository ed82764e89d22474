package dev.gradstream.console;

/** A mean weighted by examples; NaN of nothing. Used by one thread. */
public final class Mean {
  private double sum;
  private long weight;

  public void add(double value, long examples) {
    sum += value * examples;
    weight += examples;
  }

  public double value() {
    return weight == 0 ? Double.NaN : sum / weight;
  }

  public boolean isEmpty() {
    return weight == 0;
  }

  public void clear() {
    sum = 0;
    weight = 0;
  }
}
