package dev.gradstream.calculus;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.console.Digits;
import dev.gradstream.console.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A function's slopes at a point, by the backward rules and by central differences. */
public final class GradientCheck {
  private static final double TOLERANCE = 1e-6;

  private final List<String> variables;
  private final double[] point;
  private final double[] slopes;
  private final double[] differences;

  public GradientCheck(Expression function, double[] point) {
    this.variables = function.variables();
    this.point = point;
    this.slopes = function.at(point).gradient();
    this.differences = function.differences(point);
  }

  /** Whether all slopes agree, relative to the larger of the slope and 1. */
  public boolean holds() {
    for (int i = 0; i < slopes.length; i++) {
      if (!(error(i) <= TOLERANCE)) {
        return false;
      }
    }
    return true;
  }

  private double error(int i) {
    return Math.abs(slopes[i] - differences[i]) / Math.max(1, Math.abs(slopes[i]));
  }

  public String page() {
    Table table = new Table("variable", "at", "gradient", "central difference", "relative error");
    for (int i = 0; i < slopes.length; i++) {
      table.row(
          variables.get(i),
          Digits.of(point[i], 10),
          Digits.of(slopes[i], 12),
          Digits.of(differences[i], 12),
          Digits.of(error(i), 3));
    }
    return table
        + "\n\n"
        + (holds()
            ? "they agree"
            : "they DISAGREE: the function has a kink or a jump there, or is not finite")
        + " (tolerance "
        + Digits.of(TOLERANCE, 1)
        + ")";
  }

  public Map<String, Object> object() {
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < slopes.length; i++) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("variable", variables.get(i));
      row.put("at", point[i]);
      row.put("gradient", slopes[i]);
      row.put("difference", differences[i]);
      row.put("relativeError", error(i));
      rows.add(row);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("agree", holds());
    object.put("slopes", rows);
    return object;
  }
}
