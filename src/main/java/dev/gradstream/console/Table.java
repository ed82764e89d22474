package dev.gradstream.console;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts as columns of equal width; columns of numbers stand to the right. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row of as many texts as there are headings. */
  public void row(String... texts) {
    if (texts.length != rows.getFirst().size()) {
      throw new IllegalArgumentException(
          "expected " + rows.getFirst().size() + " texts in a row, got " + texts.length);
    }
    rows.add(List.of(texts));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        String format = "%" + (right(i) ? "" : "-") + width(i) + "s";
        line.append(i == 0 ? "" : "  ").append(String.format(format, row.get(i)));
      }
      text.append(text.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
  }

  // A column is right-aligned where every text below its heading is a number or a dash.
  private boolean right(int column) {
    return rows.size() > 1
        && rows.stream()
            .skip(1)
            .allMatch(row -> row.get(column).matches("-|[-+]?[0-9][0-9,.e+-]*"));
  }
}
