package dev.gradstream.evaluation.drift;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.Arrays;

/**
 * Adaptive windowing: a window of the last values that is cut where its older and its newer part
 * have means that chance does not explain (Bifet and Gavalda 2007, ADWIN2).
 *
 * <p>The window is held as sums of 1, 2, 4, ... values, at most {@code buckets} of each size, so
 * that n values take buckets * log2(n / buckets) sums. Every {@code clock} values each border
 * between two of them is tried as a cut, oldest first, and while one holds the oldest sum is
 * dropped:
 *
 * <pre>
 *   |mean0 - mean1| &gt; sqrt(2/m v d) + 2/(3m) d range,   d = ln(2 ln(n) / delta),
 *   1/m = 1/(n0 - 4) + 1/(n1 - 4),   v = variance of the whole window,   n0, n1 &gt; 6
 * </pre>
 *
 * <p>The 4 that parts are shortened by is not in the paper; it is what its authors' own program
 * does, whose published alarms come out here. The second term of the bound holds for values that
 * lie within {@code range} of each other; the first alone is what counts for larger ones.
 */
final class Adwin implements DriftDetector {
  private static final int LEVELS = 32;
  private static final int SHORTEST = 5; // a part has more values than this and one
  private static final int LEAST_VALUES = 10;

  private final double delta;
  private final double range;
  private final int clock;
  private final int buckets;
  private final int room; // of a level: one more than stays there
  private final double[] sums; // (LEVELS, room), oldest first within a level
  private final double[] spreads; // likewise: sum of squared distances from the mean
  private final long[] counts = new long[LEVELS + 1]; // sums of each level; values so far
  private double before;
  private double after;

  Adwin(Settings settings) {
    delta = settings.number("delta", 0.002, 1e-12, 0.5);
    range = settings.number("range", 1, Double.MIN_NORMAL, 1e12);
    clock = (int) settings.whole("clock", 32, 1, 1_000_000);
    buckets = (int) settings.whole("buckets", 5, 2, 100);
    room = buckets + 1;
    sums = new double[LEVELS * room];
    spreads = new double[LEVELS * room];
  }

  @Override
  public boolean observe(double value) {
    insert(value);
    return ++counts[LEVELS] % clock == 0 && cut();
  }

  private void insert(double value) {
    add(0, value, 0);
    for (int level = 0; level < LEVELS && counts[level] > buckets; level++) {
      int at = level * room;
      double size = size(level);
      double distance = (sums[at] - sums[at + 1]) / size;
      if (level + 1 < LEVELS) { // else the oldest of 2^34 values are let go
        add(
            level + 1,
            sums[at] + sums[at + 1],
            spreads[at] + spreads[at + 1] + size / 2 * distance * distance);
      }
      drop(level, 2);
    }
  }

  private void add(int level, double sum, double spread) {
    int at = level * room + (int) counts[level]++;
    sums[at] = sum;
    spreads[at] = spread;
  }

  // Places that are free hold zeros, so that equal windows are equal states.
  private void drop(int level, int dropped) {
    int at = level * room;
    int left = (int) counts[level] - dropped;
    System.arraycopy(sums, at + dropped, sums, at, left);
    System.arraycopy(spreads, at + dropped, spreads, at, left);
    Arrays.fill(sums, at + left, at + left + dropped, 0);
    Arrays.fill(spreads, at + left, at + left + dropped, 0);
    counts[level] = left;
  }

  private static double size(int level) {
    return (double) (1L << level);
  }

  // Whether the window was cut, and the cut that speaks loudest of those that hold is a rise.
  private boolean cut() {
    if (!holds()) {
      return false;
    }
    double older = before;
    double newer = after;
    do {
      drop(oldest(), 1);
    } while (holds());
    before = older;
    after = newer;
    return after > before;
  }

  private boolean holds() {
    double n = width();
    if (n <= LEAST_VALUES) {
      return false;
    }
    double sum = sum();
    double variance = spread(sum / n) / n;
    double confidence = StrictMath.log(2 * StrictMath.log(n) / delta);
    double strongest = 1;
    double n0 = 0;
    double sum0 = 0;
    for (int level = LEVELS - 1; level >= 0; level--) {
      for (int i = 0; i < counts[level]; i++) {
        n0 += size(level);
        sum0 += sums[level * room + i];
        double n1 = n - n0;
        if (n1 <= SHORTEST + 1) {
          return strongest > 1;
        }
        if (n0 > SHORTEST + 1) {
          double m = 1 / (n0 - SHORTEST + 1) + 1 / (n1 - SHORTEST + 1);
          double bound = Math.sqrt(2 * m * variance * confidence) + 2 * m * confidence * range / 3;
          double gap = Math.abs(sum0 / n0 - (sum - sum0) / n1);
          if (gap > strongest * bound) {
            strongest = gap / bound;
            before = sum0 / n0;
            after = (sum - sum0) / n1;
          }
        }
      }
    }
    return strongest > 1;
  }

  private int oldest() {
    int level = LEVELS - 1;
    while (counts[level] == 0) {
      level--;
    }
    return level;
  }

  private double width() {
    double n = 0;
    for (int level = 0; level < LEVELS; level++) {
      n += counts[level] * size(level);
    }
    return n;
  }

  // Sums are taken afresh each time: what is added and later taken away leaves an error behind.
  private double sum() {
    double sum = 0;
    for (double part : sums) {
      sum += part;
    }
    return sum;
  }

  private double spread(double mean) {
    double spread = 0;
    for (int level = 0; level < LEVELS; level++) {
      for (int i = 0; i < counts[level]; i++) {
        double distance = sums[level * room + i] / size(level) - mean;
        spread += spreads[level * room + i] + size(level) * distance * distance;
      }
    }
    return spread;
  }

  @Override
  public double before() {
    return before;
  }

  @Override
  public double after() {
    return after;
  }

  @Override
  public void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "sums", sums, 0, LEVELS, room, room);
    visitor.doubles(prefix + "spreads", spreads, 0, LEVELS, room, room);
    visitor.longs(prefix + "counts", counts, counts.length);
  }
}
