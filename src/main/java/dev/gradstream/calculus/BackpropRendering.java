package dev.gradstream.calculus;

import dev.gradstream.autodiff.Matrix;
import dev.gradstream.console.Digits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A pass through a network as a page for people and as an object for programs. */
public final class BackpropRendering {
  private static final int DIGITS = 7;
  private static final int MOST_ROWS = 12;
  private static final int MOST_COLUMNS = 8;
  private static final int WIDTH = 11;

  private final Backpropagation pass;

  public BackpropRendering(Backpropagation pass) {
    this.pass = pass;
  }

  /** What stands in a node of a drawing: a few numbers, or the shape of many. */
  static String brief(Matrix matrix) {
    if (matrix.values().length > 4) {
      return matrix.rows() + " x " + matrix.columns();
    }
    List<String> numbers = new ArrayList<>();
    for (double value : matrix.values()) {
      numbers.add(Digits.of(value, 4));
    }
    return String.join(", ", numbers);
  }

  public String page() {
    StringBuilder text = new StringBuilder("forward\n");
    for (Backpropagation.Value value : pass.forward()) {
      heading(text, value.symbol(), value.formula(), value.value());
      matrix(text, value.value());
    }
    if (pass.scale() != 1) {
      text.append("\n  J = ").append(Digits.of(pass.scale(), DIGITS)).append(" L\n");
    }
    text.append("\nbackward, and below it the same by central differences\n");
    for (Backpropagation.Partial partial : pass.backward()) {
      heading(text, partial.symbol(), partial.formula(), partial.value());
      matrix(text, partial.value());
      text.append("      by differences\n");
      matrix(text, partial.differences());
    }
    return text.append('\n').append(verdict()).toString();
  }

  private String verdict() {
    String error = "the largest relative difference is " + Digits.of(pass.error(), 2);
    return pass.holds()
        ? "they agree: " + error
        : "they DISAGREE: "
            + error
            + "; a kink, such as relu's at 0, lies at this example, or a"
            + " value is not finite";
  }

  private static void heading(StringBuilder text, String symbol, String formula, Matrix matrix) {
    text.append("\n  ").append(symbol);
    if (!formula.isEmpty()) {
      text.append(" = ").append(formula);
    }
    text.append("    (%d x %d)\n".formatted(matrix.rows(), matrix.columns()));
  }

  private static void matrix(StringBuilder text, Matrix matrix) {
    for (int i = 0; i < Math.min(MOST_ROWS, matrix.rows()); i++) {
      text.append("    ");
      for (int j = 0; j < Math.min(MOST_COLUMNS, matrix.columns()); j++) {
        double value = matrix.at(i, j);
        String number = Double.isNaN(value) ? "-" : Digits.of(value, DIGITS);
        text.append("  ").append(" ".repeat(Math.max(0, WIDTH - number.length()))).append(number);
      }
      text.append(matrix.columns() > MOST_COLUMNS ? "  ...\n" : "\n");
    }
    if (matrix.rows() > MOST_ROWS) {
      text.append("      ... %d more rows\n".formatted(matrix.rows() - MOST_ROWS));
    }
  }

  public Map<String, Object> object() {
    List<Object> forward = new ArrayList<>();
    for (Backpropagation.Value value : pass.forward()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("symbol", value.symbol());
      entry.put("formula", value.formula());
      entry.put("value", rows(value.value()));
      forward.add(entry);
    }
    List<Object> backward = new ArrayList<>();
    for (Backpropagation.Partial partial : pass.backward()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("symbol", partial.symbol());
      entry.put("formula", partial.formula());
      entry.put("value", rows(partial.value()));
      entry.put("differences", rows(partial.differences()));
      entry.put("relativeError", partial.error());
      backward.add(entry);
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("scale", pass.scale());
    object.put("forward", forward);
    object.put("backward", backward);
    object.put("agree", pass.holds());
    return object;
  }

  // A difference that was not computed is null.
  private static List<Object> rows(Matrix matrix) {
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < matrix.rows(); i++) {
      List<Object> row = new ArrayList<>();
      for (int j = 0; j < matrix.columns(); j++) {
        double value = matrix.at(i, j);
        row.add(Double.isNaN(value) ? null : value);
      }
      rows.add(row);
    }
    return rows;
  }
}
