package dev.gradstream.calculus;

import dev.gradstream.console.Digits;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Table;
import dev.gradstream.console.TerminalChart;
import dev.gradstream.optim.Trajectory;
import dev.gradstream.optim.Trajectory.Outcome;
import dev.gradstream.optim.Trajectory.Point;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A descent as a page for people and as an object for programs. */
public final class DescentRendering {
  private static final int DIGITS = 10;
  private static final int ALL_UP_TO = 24; // steps of which every one is shown
  private static final int MOST_IN_OBJECT = 10_000;

  private final Trajectory trajectory;

  public DescentRendering(Trajectory trajectory) {
    this.trajectory = trajectory;
  }

  /** Table, chart and ending. */
  public String page(Charset charset) {
    double[] values = trajectory.points().stream().mapToDouble(Point::value).toArray();
    return table()
        + "\n\n"
        + (values.length > 2 ? new TerminalChart(values).text("f", charset) + "\n\n" : "")
        + ending();
  }

  private String table() {
    List<String> headings = new ArrayList<>(List.of("k"));
    headings.addAll(trajectory.variables());
    headings.addAll(List.of("f", "|gradient|", "rate"));
    Table table = new Table(headings.toArray(String[]::new));
    for (Point point : shown()) {
      List<String> row = new ArrayList<>(List.of(Long.toString(point.k())));
      for (double coordinate : point.at()) {
        row.add(Digits.of(coordinate, DIGITS));
      }
      row.add(Digits.of(point.value(), DIGITS));
      row.add(Digits.of(point.gradientNorm(), 6));
      row.add(Digits.of(point.rate(), 6));
      table.row(row.toArray(String[]::new));
    }
    return table.toString();
  }

  // A long descent is shown in full for the first ten steps, then at every doubling, and at its
  // end.
  private List<Point> shown() {
    List<Point> all = trajectory.points();
    if (all.size() <= ALL_UP_TO + 1) {
      return all;
    }
    List<Point> some = new ArrayList<>(all.subList(0, 11));
    for (int k = 20; k < all.size() - 1; k *= 2) {
      some.add(all.get(k));
    }
    some.add(trajectory.last());
    return some;
  }

  /** How it ended, in a sentence. */
  String ending() {
    Point last = trajectory.last();
    String where = "f = " + Digits.of(last.value(), DIGITS) + " at " + place(last);
    return switch (trajectory.end().outcome()) {
      case STOPPED ->
          "stopped at step " + last.k() + " (" + trajectory.end().reason() + "); " + where;
      case DIVERGED -> "diverging: " + trajectory.end().reason();
      case OSCILLATING -> "not converging: " + trajectory.end().reason() + "; " + where;
    };
  }

  /** {@code x = 1, y = 2}. */
  String place(Point point) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < point.at().length; i++) {
      parts.add(trajectory.variables().get(i) + " = " + Digits.of(point.at()[i], DIGITS));
    }
    return String.join(", ", parts);
  }

  /** The whole descent; a very long one in evenly spaced points and its last. */
  public Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("outcome", trajectory.end().outcome().name().toLowerCase(Locale.ROOT));
    object.put("reason", trajectory.end().reason());
    object.put("steps", trajectory.last().k());
    object.put("end", object(trajectory.last()));
    List<Point> all = trajectory.points();
    int every = 1 + (all.size() - 1) / MOST_IN_OBJECT;
    List<Object> points = new ArrayList<>();
    for (int i = 0; i < all.size(); i += every) {
      points.add(object(all.get(i)));
    }
    if ((all.size() - 1) % every != 0) {
      points.add(object(trajectory.last()));
    }
    object.put("trajectory", points);
    return object;
  }

  private Map<String, Object> object(Point point) {
    Map<String, Object> at = new LinkedHashMap<>();
    for (int i = 0; i < point.at().length; i++) {
      at.put(trajectory.variables().get(i), point.at()[i]);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("k", point.k());
    object.put("at", at);
    object.put("f", point.value());
    object.put("gradientNorm", point.gradientNorm());
    object.put("rate", point.rate());
    return object;
  }

  /** 0 where a criterion was met; going nowhere is a failure. */
  public int status() {
    return trajectory.end().outcome() == Outcome.STOPPED ? ExitStatus.DONE : ExitStatus.FAILED;
  }
}
