package dev.gradstream.console;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * A line through numbers, drawn with characters: eight braille dots a character, or stars where the
 * terminal's character set has no braille. Numbers above 0 that span more than two powers of ten
 * stand on a logarithmic scale. What is not finite is left out.
 */
public final class TerminalChart {
  private static final int WIDTH = 64; // characters
  private static final int HEIGHT = 12;
  private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final double[] values;
  private final boolean log;
  private final int span; // how many values would reach from left to right
  private final double least;
  private final double most;
  private final int[][] cells = new int[HEIGHT][WIDTH]; // a bit a dot

  public TerminalChart(double[] values) {
    this(values, values, (int) Arrays.stream(values).filter(Double::isFinite).count());
  }

  /**
   * A chart on the scale of more numbers than its own, to be compared with another.
   *
   * @param scale what the vertical scale has room for
   * @param span how many numbers would reach from left to right
   */
  public TerminalChart(double[] values, double[] scale, int span) {
    double[] all = Arrays.stream(scale).filter(Double::isFinite).toArray();
    double floor = Arrays.stream(all).filter(v -> v > 0).min().orElse(0);
    double highest = Arrays.stream(all).max().orElse(0);
    this.log = floor > 0 && highest / floor > 100 && Arrays.stream(all).allMatch(v -> v >= 0);
    this.span = span;
    this.values = scaled(Arrays.stream(values).filter(Double::isFinite).toArray(), floor);
    double[] scaled = scaled(all, floor);
    this.least = Arrays.stream(scaled).min().orElse(0);
    this.most = Arrays.stream(scaled).max().orElse(0);
    if (this.values.length > 0) {
      draw();
    }
  }

  // An exact 0 has no logarithm; it stands at the bottom.
  private double[] scaled(double[] finite, double floor) {
    return Arrays.stream(finite).map(v -> log ? Math.log10(Math.max(v, floor)) : v).toArray();
  }

  /** The chart with its scales, {@code name} over k = 0, 1, ... */
  public String text(String name, Charset charset) {
    return text(name, charset, "0", Integer.toString(values.length - 1) + "  k");
  }

  /** The chart with its scales, the horizontal one from {@code first} to {@code last}. */
  public String text(String name, Charset charset, String first, String last) {
    boolean braille = charset.newEncoder().canEncode('\u28ff');
    String top = label(most);
    String bottom = label(least);
    int margin = Math.max(top.length(), bottom.length());
    StringBuilder text = new StringBuilder(name).append(log ? " (logarithmic)" : "");
    for (int row = 0; row < HEIGHT; row++) {
      String scale = row == 0 ? top : row == HEIGHT - 1 ? bottom : "";
      text.append('\n').append(" ".repeat(margin - scale.length())).append(scale).append(' ');
      text.append(braille ? "\u2502" : "|");
      StringBuilder line = new StringBuilder();
      for (int cell : cells[row]) {
        line.append(braille ? (char) (0x2800 + cell) : cell == 0 ? ' ' : '*');
      }
      text.append(line.toString().replaceFirst("[ \u2800]+$", ""));
    }
    text.append('\n').append(" ".repeat(margin + 2)).append(first);
    int digits = last.split(" ")[0].length();
    text.append(" ".repeat(Math.max(1, WIDTH - first.length() - digits))).append(last);
    return text.toString();
  }

  private String label(double value) {
    return Digits.of(log ? Math.pow(10, value) : value, 3);
  }

  private void draw() {
    int[] x = new int[values.length];
    int[] y = new int[values.length];
    double height = Math.max(most - least, Double.MIN_NORMAL);
    for (int i = 0; i < values.length; i++) {
      x[i] = (int) Math.round((2.0 * WIDTH - 1) * i / Math.max(1, span - 1));
      y[i] = (int) Math.round((4 * HEIGHT - 1) * (1 - (values[i] - least) / height));
    }
    dot(x[0], y[0]);
    for (int i = 1; i < values.length; i++) {
      line(x[i - 1], y[i - 1], x[i], y[i]);
    }
  }

  private void line(int x0, int y0, int x1, int y1) {
    int steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0));
    for (int s = 0; s <= steps; s++) {
      double part = steps == 0 ? 0 : (double) s / steps;
      dot((int) Math.round(x0 + part * (x1 - x0)), (int) Math.round(y0 + part * (y1 - y0)));
    }
  }

  private void dot(int x, int y) {
    cells[y / 4][x / 2] |= DOTS[y % 4][x % 2];
  }
}
