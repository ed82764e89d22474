package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;
import java.util.List;

/**
 * The last rows as they were scored; their figures are worked out anew, and exactly, whenever
 * somebody asks for them. So a row costs a copy of a few numbers, whatever is measured.
 *
 * <p>Every {@link Metric} has its figures here without knowing of it, named {@code
 * window.<figure>}.
 */
final class SlidingWindow {
  private final int classes;
  private final List<Metrics.Member> members;
  private final int size;
  private final double[][] ring; // (columns, size)
  private final double[] table; // (size, columns), row-major; what a visitor is shown
  private final long[] count = new long[1];
  private final Scored shown; // the rows as a mini-batch, each time they are asked for

  /**
   * @param size rows that it holds
   */
  SlidingWindow(LabelKind kind, int classes, List<Metrics.Member> members, int size) {
    this.classes = classes;
    this.members = members;
    this.size = size;
    shown = new Scored(kind, classes);
    ring = new double[kind == LabelKind.REAL ? 5 : 9][size];
    table = new double[ring.length * size];
  }

  /** Takes in rows after the metrics, because the baselines among them leave their guesses. */
  void observe(Scored scored) {
    for (int from = Math.max(0, scored.rows - size); from < scored.rows; ) {
      int at = (int) ((count[0] + from) % size);
      int length = Math.min(scored.rows - from, size - at);
      copy(scored, from, at, length);
      from += length;
    }
    count[0] += scored.rows;
  }

  private void copy(Scored scored, int from, int at, int length) {
    System.arraycopy(scored.losses, from, ring[0], at, length);
    System.arraycopy(scored.targets, from, ring[1], at, length);
    System.arraycopy(scored.predictions, from, ring[2], at, length);
    System.arraycopy(scored.previous, from, ring[3], at, length);
    System.arraycopy(scored.usual, from, ring[4], at, length);
    if (ring.length > 5) {
      widen(scored.decided, from, ring[5], at, length);
      System.arraycopy(scored.confidences, from, ring[6], at, length);
      System.arraycopy(scored.likelihoods, from, ring[7], at, length);
      widen(scored.ranks, from, ring[8], at, length);
    }
  }

  private static void widen(int[] values, int from, double[] into, int at, int length) {
    for (int i = 0; i < length; i++) {
      into[at + i] = values[from + i];
    }
  }

  void figures(Metric.Figures into) {
    fill(shown);
    for (Metrics.Member member : members) {
      Metric metric = member.windowed().apply(classes);
      metric.observe(shown);
      metric.figures(
          (name, value) -> {
            if (!name.startsWith("recent.")) {
              into.add("window." + name, value);
            }
          });
    }
    shown.forget(); // the metrics are thrown away
  }

  private void fill(Scored rows) {
    int held = (int) Math.min(count[0], size);
    rows.grow(held);
    rows.rows = held;
    for (int r = 0; r < held; r++) {
      int at = (int) ((count[0] - held + r) % size);
      rows.losses[r] = ring[0][at];
      rows.targets[r] = ring[1][at];
      rows.predictions[r] = ring[2][at];
      rows.previous[r] = ring[3][at];
      rows.usual[r] = ring[4][at];
      if (ring.length > 5) {
        rows.actual[r] = (int) ring[1][at];
        rows.decided[r] = (int) ring[5][at];
        rows.confidences[r] = ring[6][at];
        rows.likelihoods[r] = ring[7][at];
        rows.ranks[r] = (int) ring[8][at];
      }
    }
  }

  void visit(String prefix, StateVisitor visitor) {
    int columns = ring.length;
    for (int i = 0; i < table.length; i++) {
      table[i] = ring[i % columns][i / columns];
    }
    visitor.doubles(prefix + "rows", table, 0, size, columns, columns);
    for (int i = 0; i < table.length; i++) { // the visitor may write
      ring[i % columns][i / columns] = table[i];
    }
    visitor.longs(prefix + "count", count, 1);
  }
}
