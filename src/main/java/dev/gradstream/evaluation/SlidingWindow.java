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
  private final LabelKind kind;
  private final int classes;
  private final List<Metrics.Member> members;
  private final int size;
  private final int columns;
  private final double[] ring; // (size, columns), row-major
  private final long[] count = new long[1];

  /**
   * @param size rows that it holds
   */
  SlidingWindow(LabelKind kind, int classes, List<Metrics.Member> members, int size) {
    this.kind = kind;
    this.classes = classes;
    this.members = members;
    this.size = size;
    columns = kind == LabelKind.REAL ? 5 : 9;
    ring = new double[size * columns];
  }

  /** Takes in rows after the metrics, because the baselines among them leave their guesses. */
  void observe(Scored scored) {
    int first = Math.max(0, scored.rows - size);
    int at = (int) ((count[0] + first) % size) * columns;
    for (int r = first; r < scored.rows; r++) {
      ring[at] = scored.losses[r];
      ring[at + 1] = scored.targets[r];
      ring[at + 2] = scored.predictions[r];
      ring[at + 3] = scored.previous[r];
      ring[at + 4] = scored.usual[r];
      if (columns > 5) {
        ring[at + 5] = scored.decided[r];
        ring[at + 6] = scored.confidences[r];
        ring[at + 7] = scored.likelihoods[r];
        ring[at + 8] = scored.ranks[r];
      }
      at = at + columns == ring.length ? 0 : at + columns;
    }
    count[0] += scored.rows;
  }

  void figures(Metric.Figures into) {
    Scored rows = rows();
    for (Metrics.Member member : members) {
      Metric metric = member.windowed().apply(classes);
      metric.observe(rows);
      metric.figures(
          (name, value) -> {
            if (!name.startsWith("recent.")) {
              into.add("window." + name, value);
            }
          });
    }
  }

  private Scored rows() {
    Scored rows = new Scored(kind, classes);
    int held = (int) Math.min(count[0], size);
    rows.grow(held);
    rows.rows = held;
    for (int r = 0; r < held; r++) {
      int at = (int) ((count[0] - held + r) % size) * columns;
      rows.losses[r] = ring[at];
      rows.targets[r] = ring[at + 1];
      rows.predictions[r] = ring[at + 2];
      rows.previous[r] = ring[at + 3];
      rows.usual[r] = ring[at + 4];
      if (columns > 5) {
        rows.actual[r] = (int) ring[at + 1];
        rows.decided[r] = (int) ring[at + 5];
        rows.confidences[r] = ring[at + 6];
        rows.likelihoods[r] = ring[at + 7];
        rows.ranks[r] = (int) ring[at + 8];
      }
    }
    return rows;
  }

  void visit(String prefix, StateVisitor visitor) {
    visitor.doubles(prefix + "rows", ring, 0, size, columns, columns);
    visitor.longs(prefix + "count", count, 1);
  }
}
