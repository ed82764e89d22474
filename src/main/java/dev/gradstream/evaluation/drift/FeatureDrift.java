package dev.gradstream.evaluation.drift;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Watches the columns of the features, as they come, against a reference: the first examples, which
 * it is from then on, or what is declared of a column.
 *
 * <pre>
 *   featureDrift:
 *     reference: 10000     # examples; from then on each window is compared with them
 *     window: 1000         # examples
 *     mean: 0.5            # standard deviations of the reference that a window's mean may be away
 *     missing: 0.1         # how much the share of missing values may differ
 *     outside: 0.05        # share of values that may lie outside the reference's range
 *     expected: [{ column: age, mean: 38, deviation: 13, least: 17, most: 90, missing: 0 }]
 * </pre>
 *
 * <p>What leaves its limit is told once, and again only after it came back. State and work are a
 * dozen numbers a column; of a text only whether it is missing counts. Used by the fold alone; a
 * run without the block has nothing of this in its state.
 */
public final class FeatureDrift implements Stateful {
  /** Drifts that one comparison tells; the others are counted. */
  static final int MOST_TOLD = 32;

  private static final List<String> KINDS = List.of("mean", "missing", "outside");
  private static final int MEAN = 0;
  private static final int MISSING = 1;
  private static final int OUTSIDE = 2;

  private final List<String> columns;
  private final boolean[] texts;
  private final long reference;
  private final long window;
  private final double[] limits = new double[KINDS.size()];
  private final long[] progress =
      new long[4]; // examples, of them in the window, drifts, last drift
  // By column. Reference: mean, sum of squared distances, least, most; all but where declared are
  // gathered from the first examples, and then left as they are.
  private final double[] means;
  private final double[] spreads;
  private final double[] least;
  private final double[] most;
  private final long[] values; // of the reference that are not missing
  private final long[] missing; // and those that are
  private final boolean[] declared;
  private final double[] shares; // of the missing, where declared
  private final double[] sums; // of the window: distances from the reference's mean
  private final long[] seen; // (columns, 3): values, missing and outside of the window
  private final long[] off; // (columns, kinds): 1 beyond its limit
  private final List<Drift> drifts = new ArrayList<>();

  /**
   * @param settings the block {@code featureDrift}
   * @param columns names of the features, in the order of a row
   * @param texts by column, whether it holds texts
   */
  public FeatureDrift(Settings settings, List<String> columns, boolean[] texts) {
    this.columns = List.copyOf(columns);
    this.texts = texts.clone();
    reference = settings.whole("reference", 10_000, 2, 1L << 40);
    window = settings.whole("window", 1_000, 2, 1L << 40);
    limits[MEAN] = settings.number("mean", 0.5, Double.MIN_NORMAL, 1e9);
    limits[MISSING] = settings.number("missing", 0.1, Double.MIN_NORMAL, 1);
    limits[OUTSIDE] = settings.number("outside", 0.05, 0, 1);
    int width = columns.size();
    means = new double[width];
    spreads = new double[width];
    least = new double[width];
    most = new double[width];
    values = new long[width];
    missing = new long[width];
    declared = new boolean[width];
    shares = new double[width];
    sums = new double[width];
    seen = new long[3 * width];
    off = new long[KINDS.size() * width];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    settings.nodes("expected").forEach(this::expect);
  }

  private void expect(Settings expected) {
    int c = columns.indexOf(expected.choice("column", columns, null));
    declared[c] = true;
    shares[c] = expected.number("missing", 0, 0, 1);
    if (!texts[c]) {
      means[c] = expected.number("mean", -Double.MAX_VALUE, Double.MAX_VALUE);
      double deviation = expected.number("deviation", 0, Double.MAX_VALUE);
      spreads[c] = deviation * deviation;
      values[c] = 1;
      least[c] = expected.number("least", Double.NEGATIVE_INFINITY, -1e300, 1e300);
      most[c] = expected.number("most", Double.POSITIVE_INFINITY, -1e300, 1e300);
    }
  }

  /**
   * Takes in examples, before they are learned from.
   *
   * @param rows (all rows, stride), the features first; NaN is missing
   * @param order places of the rows, of which {@code from} to {@code to - 1} count
   */
  public void observe(double[] rows, int stride, int[] order, int from, int to) {
    for (int i = from; i < to; i++) {
      int row = order[i] * stride;
      if (progress[0]++ < reference) {
        gather(rows, row);
      } else {
        compare(rows, row);
        if (++progress[1] == window) {
          judge();
        }
      }
    }
  }

  // Welford 1962, as everywhere here: sums of squares lose what large means leave of them.
  private void gather(double[] rows, int row) {
    for (int c = 0; c < means.length; c++) {
      double value = rows[row + c];
      if (declared[c]) {
        continue;
      }
      if (Double.isNaN(value)) {
        missing[c]++;
      } else if (texts[c]) {
        values[c]++;
      } else {
        double distance = value - means[c];
        means[c] += distance / ++values[c];
        spreads[c] += distance * (value - means[c]);
        least[c] = Math.min(least[c], value);
        most[c] = Math.max(most[c], value);
      }
    }
  }

  private void compare(double[] rows, int row) {
    for (int c = 0; c < means.length; c++) {
      double value = rows[row + c];
      if (Double.isNaN(value)) {
        seen[3 * c + MISSING]++;
      } else {
        seen[3 * c]++;
        if (!texts[c]) {
          sums[c] += value - means[c];
          seen[3 * c + OUTSIDE] += value < least[c] || value > most[c] ? 1 : 0;
        }
      }
    }
  }

  private void judge() {
    for (int c = 0; c < means.length; c++) {
      double n = seen[3 * c];
      double share = declared[c] ? shares[c] : missing[c] / (double) (missing[c] + values[c]);
      judge(c, MISSING, share, seen[3 * c + MISSING] / (double) window, limits[MISSING]);
      if (!texts[c] && n > 0 && values[c] > 0) {
        double limit = limits[MEAN] * Math.sqrt(spreads[c] / values[c]);
        judge(c, MEAN, means[c], means[c] + sums[c] / n, limit);
        judge(c, OUTSIDE, 0, seen[3 * c + OUTSIDE] / n, limits[OUTSIDE]);
      }
    }
    progress[1] = 0;
    Arrays.fill(sums, 0);
    Arrays.fill(seen, 0);
  }

  private void judge(int c, int kind, double before, double after, double limit) {
    int at = KINDS.size() * c + kind;
    boolean beyond = Math.abs(after - before) > limit;
    if (beyond && off[at] == 0) {
      progress[2]++;
      progress[3] = progress[0];
      if (drifts.size() < MOST_TOLD) {
        drifts.add(
            new Drift(
                Drift.FEATURES,
                columns.get(c) + " " + KINDS.get(kind),
                "reference",
                progress[0],
                before,
                after));
      }
    }
    off[at] = beyond ? 1 : 0;
  }

  /** The drifts since this was asked last, column by column. */
  public List<Drift> take() {
    if (drifts.isEmpty()) {
      return List.of();
    }
    List<Drift> taken = List.copyOf(drifts);
    drifts.clear();
    return taken;
  }

  /** Drifts so far, and how many limits are exceeded now. */
  public void figures(Map<String, Double> into) {
    into.put("drift.features", (double) progress[2]);
    if (progress[2] > 0) {
      into.put("drift.features.at", (double) progress[3]);
    }
    into.put("featureDrift.now", (double) Arrays.stream(off).sum());
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("featureDrift/progress", progress, progress.length);
    visitor.doubles("featureDrift/means", means, means.length);
    visitor.doubles("featureDrift/spreads", spreads, spreads.length);
    visitor.doubles("featureDrift/least", least, least.length);
    visitor.doubles("featureDrift/most", most, most.length);
    visitor.longs("featureDrift/values", values, values.length);
    visitor.longs("featureDrift/missing", missing, missing.length);
    visitor.doubles("featureDrift/sums", sums, sums.length);
    visitor.longs("featureDrift/seen", seen, seen.length);
    visitor.longs("featureDrift/off", off, off.length);
  }
}
