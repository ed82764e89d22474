package dev.gradstream.console;

import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A drawing with two labelled axes: turns places of the plane into places of the page and collects
 * the parts in the order in which they are painted.
 */
public final class SvgFrame {
  public static final int WIDTH = 800;
  public static final int HEIGHT = 560;
  private static final int LEFT = 90;
  private static final int RIGHT = 30;
  private static final int TOP = 56;
  private static final int BOTTOM = 62;

  private final double[] x; // lower and upper end
  private final double[] y;
  private final StringBuilder parts = new StringBuilder();

  public SvgFrame(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  public double x(double value) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (value - x[0]) / (x[1] - x[0]);
  }

  public double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - y[0]) / (y[1] - y[0]);
  }

  /** A part of the drawing, cut off at the frame; {@code format} as of {@link String#format}. */
  public void paint(String format, Object... values) {
    parts.append("    ").append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  /** The whole drawing. */
  public String svg(
      String title, String subtitle, String xName, String yName, DoubleFunction<String> yTick) {
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\""
            + " font-family=\"Helvetica, Arial, sans-serif\" font-size=\"13\" fill=\"#333\">",
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT);
    line(svg, "  <rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    line(svg, "  <clipPath id=\"frame\">%s</clipPath>", frame("none", "none"));
    line(svg, "  <text x=\"%d\" y=\"26\" font-size=\"16\">%s</text>", LEFT, escaped(title));
    line(svg, "  <text x=\"%d\" y=\"45\" fill=\"#777\">%s</text>", LEFT, escaped(subtitle));
    axes(svg, yTick);
    svg.append("  <g clip-path=\"url(#frame)\">\n").append(parts).append("  </g>\n");
    line(svg, "  %s", frame("none", "#999"));
    int middle = (LEFT + WIDTH - RIGHT) / 2;
    String name = "  <text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"15\"%s>%s</text>";
    line(svg, name, middle, HEIGHT - 16, "", escaped(xName));
    int centre = (TOP + HEIGHT - BOTTOM) / 2;
    line(svg, name, 22, centre, " transform=\"rotate(-90 22 " + centre + ")\"", escaped(yName));
    return svg.append("</svg>\n").toString();
  }

  private static void line(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String frame(String fill, String stroke) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" stroke=\"%s\"/>",
        LEFT,
        TOP,
        WIDTH - LEFT - RIGHT,
        HEIGHT - TOP - BOTTOM,
        fill,
        stroke);
  }

  private void axes(StringBuilder svg, DoubleFunction<String> yTick) {
    int bottom = HEIGHT - BOTTOM;
    for (double tick : ticks(x)) {
      line(svg, "  <path d=\"M%.1f %d V%d\" stroke=\"#e4e4e4\"/>", x(tick), TOP, bottom);
      String text = "  <text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>";
      line(svg, text, x(tick), bottom + 20, Digits.of(tick, 6));
    }
    for (double tick : ticks(y)) {
      line(svg, "  <path d=\"M%d %.1f H%d\" stroke=\"#e4e4e4\"/>", LEFT, y(tick), WIDTH - RIGHT);
      String text = "  <text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>";
      line(svg, text, LEFT - 8, y(tick) + 4.5, yTick.apply(tick));
    }
  }

  /** About six round numbers between two ends: multiples of 1, 2 or 5 times a power of ten. */
  static double[] ticks(double[] ends) {
    double raw = (ends[1] - ends[0]) / 6;
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double step =
        power * (raw / power < 1.5 ? 1 : raw / power < 3.5 ? 2 : raw / power < 7.5 ? 5 : 10);
    double first = Math.ceil(ends[0] / step - 1e-9);
    int count = (int) (Math.floor(ends[1] / step + 1e-9) - first) + 1;
    double[] ticks = new double[Math.max(0, count)];
    for (int i = 0; i < ticks.length; i++) {
      ticks[i] = (first + i) * step;
    }
    return ticks;
  }

  /** Text as it may stand in XML. */
  public static String escaped(String text) {
    return text.replaceAll("\\p{Cntrl}", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
