package dev.gradstream.calculus;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.console.Digits;
import dev.gradstream.console.Failure;
import dev.gradstream.console.SvgFrame;
import dev.gradstream.optim.Trajectory;
import dev.gradstream.optim.Trajectory.Point;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * A descent as a picture: one variable on the function's curve, two over level lines, more as f
 * over the steps.
 */
public final class DescentPlot {
  private static final int SAMPLES = 400;
  private static final double APART = 9; // pixels between two dots
  private static final int MOST_TITLE = 85; // letters that fit

  private final Expression function;
  private final Trajectory trajectory;
  private final List<Point> points; // the finite ones
  private final String words;

  public DescentPlot(Expression function, Trajectory trajectory, String words) {
    this.function = function;
    this.trajectory = trajectory;
    this.points =
        trajectory.points().stream().filter(point -> Double.isFinite(point.value())).toList();
    this.words = words;
  }

  /** The picture as SVG. */
  public String svg() {
    if (points.isEmpty()) {
      throw Failure.failed("nothing to draw: " + trajectory.end().reason());
    }
    return switch (trajectory.variables().size()) {
      case 1 -> onCurve();
      case 2 -> overLevels();
      default -> overSteps();
    };
  }

  private String onCurve() {
    double[] x = ends(point -> point.at()[0]);
    double lowest = Collections.min(points, Comparator.comparingDouble(Point::value)).at()[0];
    double reach = 0.45 * (x[1] - x[0]); // shows the valley's other side too
    x = widened(Math.min(x[0], lowest - reach), Math.max(x[1], lowest + reach), 0.06);
    DoubleUnaryOperator f = at -> function.at(at).value();
    double[] y = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i <= SAMPLES; i++) {
      double value = f.applyAsDouble(x[0] + (x[1] - x[0]) * i / SAMPLES);
      if (Double.isFinite(value)) {
        y[0] = Math.min(y[0], value);
        y[1] = Math.max(y[1], value);
      }
    }
    SvgFrame frame = new SvgFrame(x, widened(y[0], y[1], 0.05));
    frame.paint(
        "<path d=\"%s\" fill=\"none\" stroke=\"#4878b0\" stroke-width=\"2\"/>", curve(frame, x, f));
    path(frame, point -> point.at()[0], Point::value);
    String name = trajectory.variables().getFirst();
    return frame.svg(title(), subtitle(), name, "f", tick -> Digits.of(tick, 6));
  }

  private static String curve(SvgFrame frame, double[] x, DoubleUnaryOperator f) {
    StringBuilder path = new StringBuilder();
    boolean down = false; // whether the pen is on the paper
    for (int i = 0; i <= SAMPLES; i++) {
      double at = x[0] + (x[1] - x[0]) * i / SAMPLES;
      double value = f.applyAsDouble(at);
      if (Double.isFinite(value)) {
        String move = down ? "L" : "M";
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", move, frame.x(at), frame.y(value)));
      }
      down = Double.isFinite(value);
    }
    return path.toString();
  }

  private String overLevels() {
    double[] x = ends(point -> point.at()[0]);
    double[] y = ends(point -> point.at()[1]);
    double span = Math.max(x[1] - x[0], y[1] - y[0]);
    x = framed(x, span);
    y = framed(y, span);
    SvgFrame frame = new SvgFrame(x, y);
    new LevelLines(x, y, (a, b) -> function.at(a, b).value()).paint(frame);
    path(frame, point -> point.at()[0], point -> point.at()[1]);
    List<String> names = trajectory.variables();
    return frame.svg(title(), subtitle(), names.get(0), names.get(1), tick -> Digits.of(tick, 6));
  }

  private String overSteps() {
    double[] f = ends(Point::value);
    boolean log = f[0] > 0 && f[1] / f[0] > 100;
    ToDoubleFunction<Point> height = log ? point -> Math.log10(point.value()) : Point::value;
    double[] y = ends(height);
    double[] x = {0, Math.max(1, points.getLast().k())};
    SvgFrame frame = new SvgFrame(widened(x[0], x[1], 0.02), widened(y[0], y[1], 0.05));
    path(frame, Point::k, height);
    return frame.svg(
        title(),
        subtitle(),
        "step k",
        log ? "f (logarithmic)" : "f",
        tick -> Digits.of(log ? Math.pow(10, tick) : tick, 3));
  }

  private String title() {
    String text = "f = " + function;
    return text.length() <= MOST_TITLE ? text : text.substring(0, MOST_TITLE - 3) + "...";
  }

  private String subtitle() {
    String end =
        switch (trajectory.end().outcome()) {
          case STOPPED -> "f = " + Digits.of(trajectory.last().value(), 4);
          case DIVERGED -> "diverging";
          case OSCILLATING -> "not converging";
        };
    return words + "; " + trajectory.last().k() + " steps, " + end;
  }

  private double[] ends(ToDoubleFunction<Point> coordinate) {
    return new double[] {
      points.stream().mapToDouble(coordinate).min().orElse(0),
      points.stream().mapToDouble(coordinate).max().orElse(0)
    };
  }

  /** Ends around the same middle, not much closer than in the other direction. */
  private static double[] framed(double[] ends, double span) {
    double middle = (ends[0] + ends[1]) / 2;
    double half = span == 0 ? 1 : 0.6 * Math.max(ends[1] - ends[0], 0.6 * span);
    return new double[] {middle - half, middle + half};
  }

  /** Both ends further out by a share of their distance; something where there is none. */
  private static double[] widened(double from, double to, double margin) {
    double more = to > from ? margin * (to - from) : Math.max(0.5, 0.1 * Math.abs(from));
    return new double[] {from - more, to + more};
  }

  // A line through the points, and dots where they are not on top of each other.
  private void path(SvgFrame frame, ToDoubleFunction<Point> x, ToDoubleFunction<Point> y) {
    StringBuilder line = new StringBuilder();
    StringBuilder dots = new StringBuilder();
    double lineX = Double.NaN;
    double lineY = Double.NaN;
    double dotX = Double.NaN;
    double dotY = Double.NaN;
    for (Point point : points) {
      double atX = frame.x(x.applyAsDouble(point));
      double atY = frame.y(y.applyAsDouble(point));
      boolean end = point == points.getLast();
      if (end || !(Math.hypot(atX - lineX, atY - lineY) < 0.5)) {
        String move = line.isEmpty() ? "M" : "L";
        line.append(String.format(Locale.ROOT, "%s%.1f %.1f", move, atX, atY));
        lineX = atX;
        lineY = atY;
      }
      if (!(Math.hypot(atX - dotX, atY - dotY) < APART)) {
        dots.append(String.format(Locale.ROOT, "M%.1f %.1fh0", atX, atY));
        dotX = atX;
        dotY = atY;
      }
    }
    frame.paint(
        "<path d=\"%s\" fill=\"none\" stroke=\"#d1495b\" stroke-width=\"1.3\" opacity=\"0.75\"/>",
        line);
    frame.paint(
        "<path d=\"%s\" fill=\"none\" stroke=\"#d1495b\" stroke-width=\"5.5\" stroke-linecap=\"round\"/>",
        dots);
    mark(frame, "white", x.applyAsDouble(points.getFirst()), y.applyAsDouble(points.getFirst()));
    mark(frame, "#d1495b", x.applyAsDouble(points.getLast()), y.applyAsDouble(points.getLast()));
  }

  private static void mark(SvgFrame frame, String fill, double x, double y) {
    frame.paint(
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6\" fill=\"%s\" stroke=\"#8c1d2f\" stroke-width=\"2\"/>",
        frame.x(x), frame.y(y), fill);
  }
}
