package dev.gradstream.calculus;

import dev.gradstream.console.SvgFrame;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * Where a function of two variables has certain values: its values on a grid, and marching squares
 * between them. The levels cut the frame into parts of growing area from the lowest up, so that a
 * flat valley has as many lines as a steep wall.
 */
public final class LevelLines {
  private static final int CELLS = 140;
  private static final int LEVELS = 16;

  private final double[] x;
  private final double[] y;
  private final double[][] values = new double[CELLS + 1][CELLS + 1]; // (rows of y, columns of x)

  LevelLines(double[] x, double[] y, DoubleBinaryOperator f) {
    this.x = x;
    this.y = y;
    for (int i = 0; i <= CELLS; i++) {
      for (int j = 0; j <= CELLS; j++) {
        values[i][j] = f.applyAsDouble(x(j), y(i));
      }
    }
  }

  private double x(double column) {
    return x[0] + (x[1] - x[0]) * column / CELLS;
  }

  private double y(double row) {
    return y[0] + (y[1] - y[0]) * row / CELLS;
  }

  /** Paints all levels, low ones dark. */
  void paint(SvgFrame frame) {
    double[] sorted =
        Arrays.stream(values)
            .flatMapToDouble(Arrays::stream)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double before = Double.NaN;
    for (int l = 1; l < LEVELS && sorted.length > 0; l++) {
      double share = (double) l / LEVELS;
      double level = sorted[(int) (share * share * (sorted.length - 1))];
      if (level != before) {
        int light = (int) Math.round(60 + 150 * share);
        frame.paint(
            "<path d=\"%s\" fill=\"none\" stroke=\"rgb(%d,%d,235)\" stroke-width=\"1.1\"/>",
            path(frame, level), light - 20, light + 10);
      }
      before = level;
    }
  }

  private String path(SvgFrame frame, double level) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < CELLS; i++) {
      for (int j = 0; j < CELLS; j++) {
        cell(path, frame, level, i, j);
      }
    }
    return path.toString();
  }

  // The level crosses an even number of a cell's four sides; crossings are joined two by two.
  private void cell(StringBuilder path, SvgFrame frame, double level, int i, int j) {
    int[][] corners = {{i, j}, {i, j + 1}, {i + 1, j + 1}, {i + 1, j}};
    int crossings = 0;
    for (int side = 0; side < 4; side++) {
      int[] from = corners[side];
      int[] to = corners[(side + 1) % 4];
      double a = values[from[0]][from[1]] - level;
      double b = values[to[0]][to[1]] - level;
      if (a < 0 == b < 0 || !Double.isFinite(a - b)) {
        continue;
      }
      double part = a / (a - b);
      double atX = frame.x(x(from[1] + part * (to[1] - from[1])));
      double atY = frame.y(y(from[0] + part * (to[0] - from[0])));
      String move = crossings++ % 2 == 0 ? "M" : "L";
      path.append(move).append(String.format(Locale.ROOT, "%.1f %.1f", atX, atY));
    }
  }
}
