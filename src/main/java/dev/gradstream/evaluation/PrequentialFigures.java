package dev.gradstream.evaluation;

import dev.gradstream.state.StateVisitor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of every {@link Metric} that suits a run's label, whole and recent, with naive
 * baselines beside them: a model that doesn't beat {@code baseline.*} has learned nothing.
 */
public final class PrequentialFigures implements Prequential {
  /** Rows of the sliding window unless told otherwise: about what fading figures remember. */
  static final int WINDOW_ROWS = 1000;

  private final List<Metrics.Member> members;
  private final List<Metric> metrics;
  private final Scored scored;
  private final SlidingWindow window;
  private final DriftWatch drift;
  private final long[] count = new long[1];

  private PrequentialFigures(LabelKind kind, int classes, int windowRows, DriftWatch drift) {
    this.drift = drift;
    this.members = Metrics.of(kind);
    this.metrics = members.stream().map(member -> member.make(classes)).toList();
    this.scored = new Scored(kind, classes);
    this.window = new SlidingWindow(kind, classes, members, windowRows);
  }

  /** The figures of a kind of label, with nothing that watches for drift. */
  public static Prequential of(String labelKind, int classes) {
    return of(labelKind, classes, null);
  }

  /**
   * The figures of a kind of label.
   *
   * @param labelKind {@code real}, {@code binary} or {@code class}
   * @param classes number of classes; read for {@code class} alone
   * @param drift is shown every example, too; null for nobody. It is no part of what {@link #visit}
   *     shows
   */
  public static Prequential of(String labelKind, int classes, DriftWatch drift) {
    return of(labelKind, classes, WINDOW_ROWS, drift);
  }

  /**
   * The same over a window of so many rows.
   *
   * @param windowRows at least 1
   */
  static Prequential of(String labelKind, int classes, int windowRows) {
    return of(labelKind, classes, windowRows, null);
  }

  private static Prequential of(String labelKind, int classes, int windowRows, DriftWatch drift) {
    return switch (labelKind) {
      case "real" -> new PrequentialFigures(LabelKind.REAL, 0, windowRows, drift);
      case "binary" -> new PrequentialFigures(LabelKind.BINARY, 2, windowRows, drift);
      case "class" -> {
        if (classes < 2) {
          throw new IllegalArgumentException("classes: expected at least 2, got " + classes);
        }
        yield new PrequentialFigures(LabelKind.CLASS, classes, windowRows, drift);
      }
      default ->
          throw new IllegalArgumentException(
              "label.kind: expected real, binary or class, got '" + labelKind + "'");
    };
  }

  @Override
  public void observe(
      float[] predictions,
      int predictionStride,
      float[] targets,
      int targetStride,
      double[] losses,
      int rows) {
    scored.fill(predictions, predictionStride, targets, targetStride, losses, rows);
    observe(rows);
  }

  @Override
  public void observe(
      double[] predictions,
      int predictionStride,
      double[] targets,
      int targetStride,
      double[] losses,
      int rows) {
    scored.fill(predictions, predictionStride, targets, targetStride, losses, rows);
    observe(rows);
  }

  private void observe(int rows) {
    for (int m = 0; m < metrics.size(); m++) { // by index: an iterator would be garbage
      metrics.get(m).observe(scored);
    }
    scored.recents.settle(rows);
    window.observe(scored);
    if (drift != null) {
      drift.observe(scored);
    }
    count[0] += rows;
  }

  @Override
  public long count() {
    return count[0];
  }

  /** A figure that has no meaning (yet) is left out. */
  @Override
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      metric.figures(figures::put);
    }
    window.figures(figures::put);
    if (drift != null) {
      drift.figures(figures);
    }
    return Collections.unmodifiableMap(figures);
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("metrics/count", count, 1);
    for (int m = 0; m < metrics.size(); m++) {
      metrics.get(m).visit("metrics/" + members.get(m).name() + "/", visitor);
    }
    window.visit("metrics/window/", visitor);
  }
}
