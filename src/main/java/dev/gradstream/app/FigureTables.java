package dev.gradstream.app;

import dev.gradstream.console.Table;
import dev.gradstream.evaluation.Prequential;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Figures as people read them: one a line, with its whole, fading and windowed value beside each
 * other; then the confusion matrix, where there is one.
 */
final class FigureTables {
  private static final String RECENT = "recent.";
  private static final String WINDOW = "window.";

  private FigureTables() {}

  /** Both tables, each after an empty line; nothing where there are no figures. */
  static String of(Map<String, Double> figures) {
    return figures.isEmpty() ? "" : "\n\n" + values(figures) + confusion(figures);
  }

  private static Table values(Map<String, Double> figures) {
    Table table = new Table("figure", "whole", "recent", "window");
    Set<String> names = new TreeSet<>();
    for (String name : figures.keySet()) {
      if (!Prequential.isCell(name)) {
        names.add(name.replaceFirst("^(recent|window)[.]", ""));
      }
    }
    for (String name : names) {
      table.row(
          RunRendering.clean(name),
          number(figures, name),
          number(figures, RECENT + name),
          number(figures, WINDOW + name));
    }
    return table;
  }

  private static String number(Map<String, Double> figures, String name) {
    return RunRendering.number(figures.getOrDefault(name, Double.NaN));
  }

  private static String confusion(Map<String, Double> figures) {
    int classes = 0;
    while (figures.containsKey(cell(0, classes))) {
      classes++;
    }
    if (classes == 0) {
      return "";
    }
    List<String> headings = new ArrayList<>(List.of("true class"));
    for (int c = 0; c < classes; c++) {
      headings.add("as " + c);
    }
    Table table = new Table(headings.toArray(String[]::new));
    for (int truth = 0; truth < classes; truth++) {
      List<String> row = new ArrayList<>(List.of("" + truth));
      for (int decision = 0; decision < classes; decision++) {
        row.add("%,.0f".formatted(figures.getOrDefault(cell(truth, decision), 0.0)));
      }
      table.row(row.toArray(String[]::new));
    }
    return "\n\n" + table;
  }

  private static String cell(int truth, int decision) {
    return "confusion." + truth + "." + decision;
  }
}
