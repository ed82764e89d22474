package dev.gradstream.evaluation;

import java.util.List;

/**
 * Names of the figures that a run can come to, asked of the family itself by scoring a few rows.
 */
public final class FigureNames {
  private FigureNames() {}

  /**
   * All of them, in their order.
   *
   * @param labelKind {@code real}, {@code binary} or {@code class}
   * @param classes number of classes; read for {@code class} alone
   */
  public static List<String> of(String labelKind, int classes) {
    // A class more than tables are made for stands for any number.
    int few = Math.min(classes, Confusion.MOST_CLASSES + 1);
    Prequential figures = PrequentialFigures.of(labelKind, few);
    int targets = labelKind.equals("class") ? few : 2;
    int width = labelKind.equals("class") ? few : 1;
    for (int target = 0; target < targets; target++) { // all of them, and all right
      double[] prediction = new double[width];
      prediction[width == 1 ? 0 : target] = width == 1 ? target : 1;
      figures.observe(prediction, width, new double[] {target}, 1, new double[1], 1);
    }
    return List.copyOf(figures.figures().keySet());
  }

  /** Those of the whole stream for any number of classes, baselines, tables and bounds left out. */
  public static List<String> plain(String labelKind) {
    return of(labelKind, TopClasses.TOP + 1).stream()
        .filter(name -> !name.contains(".") && !name.endsWith("Bound"))
        .toList();
  }
}
