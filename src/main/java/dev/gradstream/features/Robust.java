package dev.gradstream.features;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * {@code (x - median) / (third quartile - first quartile)} over the last values of a column ({@code
 * of: 200} unless set), and 0 as long as the quartiles are one: a few wild values move it hardly at
 * all, and what has passed is forgotten.
 *
 * <p>Quartiles lie between the two nearest values in proportion (type 7 of Hyndman and Fan 1996).
 * The values are sorted once a mini-batch, so a step costs O(n log n) a column.
 */
final class Robust implements Transformer {
  private final Variant variant;
  private final int size;
  private final double[] last; // (columns, size), each a ring
  private final long[] counts; // (columns) learned so far
  private final double[] sorted; // scratch, (size)
  private final double[] medians; // derived in prepare(), as are the divisors
  private final double[] divisors; // infinite for a constant column, which makes its values 0

  Robust(Settings settings, int columns) {
    variant = Variant.of(settings);
    size = (int) settings.whole("of", 200, 3, 10_000);
    last = new double[columns * size];
    counts = new long[columns];
    sorted = new double[size];
    medians = new double[columns];
    divisors = new double[columns];
  }

  @Override
  public Variant variant() {
    return variant;
  }

  @Override
  public void learn(double[] row) {
    for (int c = 0; c < counts.length; c++) {
      if (row[c] == row[c]) {
        last[c * size + (int) (counts[c] % size)] = row[c];
        counts[c]++;
      }
    }
  }

  @Override
  public void prepare() {
    for (int c = 0; c < counts.length; c++) {
      int n = (int) Math.min(size, counts[c]);
      System.arraycopy(last, c * size, sorted, 0, n);
      Arrays.sort(sorted, 0, n);
      double spread = n == 0 ? 0 : quantile(n, 0.75) - quantile(n, 0.25);
      medians[c] = n == 0 ? 0 : quantile(n, 0.5);
      divisors[c] = spread == 0 ? Double.POSITIVE_INFINITY : spread;
    }
  }

  private double quantile(int n, double part) {
    double place = (n - 1) * part;
    int below = (int) place;
    double least = sorted[below];
    return below + 1 == n ? least : least + (place - below) * (sorted[below + 1] - least);
  }

  @Override
  public void apply(double[] row) {
    for (int c = 0; c < counts.length; c++) {
      row[c] = (row[c] - medians[c]) / divisors[c] + 0.0; // + 0.0 makes +0 of -0
    }
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.longs(prefix + "count", counts, counts.length);
    visitor.doubles(prefix + "last", last, last.length);
  }
}
