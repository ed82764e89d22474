package dev.gradstream.lab;

import dev.gradstream.console.Digits;
import dev.gradstream.console.SvgFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Lines and points over two axes, each named in its colour. */
final class Chart {
  static final String RED = "#d1495b";
  static final String BLUE = "#00798c";
  static final String ORANGE = "#c77d00";
  static final String VIOLET = "#6c4f9e";
  static final String GREY = "#999";

  private final SvgFrame frame;
  private final double left;
  private final double right;
  private final List<Name> names = new ArrayList<>();

  private record Name(String text, String colour) {}

  Chart(double left, double right, double low, double high) {
    this.left = left;
    this.right = right;
    frame = new SvgFrame(new double[] {left, right}, new double[] {low, high});
  }

  /** A line through points; dots on each of them where there are few. */
  void line(String name, String colour, double[] x, double[] y) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < x.length; i++) {
      double height = Math.clamp(frame.y(y[i]), -5000, 5000);
      path.append(
          String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", frame.x(x[i]), height));
    }
    frame.paint("<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>", path, colour);
    if (x.length <= 40) {
      dots(colour, x, y);
    }
    named(name, colour);
  }

  /** A function over the whole width. */
  void curve(String name, String colour, DoubleUnaryOperator function) {
    double[] x = new double[201];
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = left + (right - left) * i / (x.length - 1);
      y[i] = function.applyAsDouble(x[i]);
    }
    line(name, colour, x, y);
  }

  void dots(String colour, double[] x, double[] y) {
    for (int i = 0; i < x.length; i++) {
      if (Math.abs(frame.y(y[i])) < 5000) {
        frame.paint(
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>",
            frame.x(x[i]), frame.y(y[i]), colour);
      }
    }
  }

  /** Names a colour in the corner. */
  void named(String name, String colour) {
    if (!name.isEmpty()) {
      names.add(new Name(name, colour));
    }
  }

  // On top of all lines, with a rim that keeps them off the letters.
  private void paintNames() {
    for (int i = 0; i < names.size(); i++) {
      frame.paint(
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"%s\" stroke=\"white\""
              + " stroke-width=\"5\" paint-order=\"stroke\">%s</text>",
          SvgFrame.WIDTH - 42,
          76 + 18 * i,
          names.get(i).colour(),
          SvgFrame.escaped(names.get(i).text()));
    }
  }

  String svg(String title, String subtitle, String xName, String yName) {
    return svg(title, subtitle, xName, yName, tick -> Digits.of(tick, 4));
  }

  String svg(
      String title, String subtitle, String xName, String yName, DoubleFunction<String> yTick) {
    paintNames();
    return frame.svg(title, subtitle, xName, yName, yTick);
  }

  /** 0, 1, 2, ... */
  static double[] steps(int count) {
    double[] steps = new double[count];
    for (int i = 0; i < count; i++) {
      steps[i] = i;
    }
    return steps;
  }
}
