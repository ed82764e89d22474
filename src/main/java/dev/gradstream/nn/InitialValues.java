package dev.gradstream.nn;

import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Initial values that a table gives, as CSV text with a heading:
 *
 * <pre>
 *   layer,tensor,row,column,value
 *   1,weight,age,0,0.25             row: the feature's name, or the number of the input from 0
 *   1,bias,0,0,0
 *   2,weight,4,0,-0.5
 *   embeddings[0],weight,3,1,0.1    whatever is no layer is named as among the run's tensors
 * </pre>
 *
 * <p>Columns may stand in any order, {@code col} is {@code column}, {@code tensor} may be left out
 * for weight, and others are not looked at. A tensor is given whole or not at all.
 */
final class InitialValues {
  /** The setting that names the file; whoever reads files puts its text behind {@link #TEXT}. */
  static final String KEY = "initialWeights";

  static final String TEXT = "initialWeightsText";

  private final Settings model;
  private final List<String> inputs;
  private final Map<String, List<Entry>> byTensor = new LinkedHashMap<>();

  private record Entry(int line, String row, String column, String value) {}

  private InitialValues(Settings model, List<String> inputs) {
    this.model = model;
    this.inputs = inputs;
    List<String> lines = model.has(TEXT) ? model.text(TEXT).lines().toList() : List.of();
    if (lines.isEmpty()) {
      return;
    }
    List<String> heading = cells(lines.getFirst());
    int layer = place(heading, "layer");
    int row = place(heading, "row");
    int column = heading.contains("col") ? heading.indexOf("col") : place(heading, "column");
    int value = place(heading, "value");
    int tensor = heading.indexOf("tensor");
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      List<String> cells = cells(lines.get(i));
      if (cells.size() != heading.size()) {
        throw problem(i + 1, "expected " + heading.size() + " cells, got " + cells.size());
      }
      String name = name(cells.get(layer), tensor < 0 ? "weight" : cells.get(tensor), i + 1);
      byTensor
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(new Entry(i + 1, cells.get(row), cells.get(column), cells.get(value)));
    }
  }

  /**
   * The table of a model's settings; none where there is none.
   *
   * @param inputs names of the features, for the rows of the first layer
   */
  static InitialValues of(Settings model, List<String> inputs) {
    if (model.has(KEY)) {
      throw model.problem(KEY, "expected the name of a file that a command has read, got no text");
    }
    return new InitialValues(model, inputs);
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    for (String cell : line.split(",", -1)) {
      cells.add(cell.strip());
    }
    return cells;
  }

  private int place(List<String> heading, String name) {
    int place = heading.indexOf(name);
    if (place < 0) {
      throw problem(1, "expected a heading with layer, row, column and value, got no " + name);
    }
    return place;
  }

  private String name(String layer, String tensor, int line) {
    if (!layer.matches("\\d{1,6}")) {
      return layer + "." + tensor;
    }
    if (Integer.parseInt(layer) == 0) {
      throw problem(line, "expected a layer from 1 on, got 0");
    }
    return "layers[" + (Integer.parseInt(layer) - 1) + "]." + tensor;
  }

  /** Whether the table has anything for a tensor. */
  boolean knows(Tensor tensor) {
    return byTensor.containsKey(tensor.name());
  }

  /** Gives every value of a tensor that it knows. */
  void fill(Tensor tensor, Model.Sink sink) {
    boolean[] seen = new boolean[tensor.rows() * tensor.columns()];
    int count = 0;
    for (Entry entry : byTensor.get(tensor.name())) {
      boolean first = tensor.name().equals("layers[0]" + Layer.WEIGHT);
      int row = first ? inputs.indexOf(entry.row) : -1;
      row = row < 0 ? index(entry, "row", entry.row, tensor.rows()) : row;
      int column = index(entry, "column", entry.column, tensor.columns());
      if (seen[row * tensor.columns() + column]) {
        throw problem(entry.line, tensor.name() + " has a value there already");
      }
      seen[row * tensor.columns() + column] = true;
      count++;
      sink.set(tensor, row, column, value(entry));
    }
    if (count < seen.length) {
      throw model.problem(
          KEY,
          "%s: expected %d x %d = %d values, got %d"
              .formatted(tensor.name(), tensor.rows(), tensor.columns(), seen.length, count));
    }
  }

  /** Refuses values for tensors that are not among these. */
  void requireKnown(List<Tensor> tensors) {
    List<String> names = tensors.stream().map(Tensor::name).toList();
    for (Map.Entry<String, List<Entry>> given : byTensor.entrySet()) {
      if (!names.contains(given.getKey())) {
        throw problem(
            given.getValue().getFirst().line,
            "expected one of the tensors " + names + ", got " + given.getKey());
      }
    }
  }

  private int index(Entry entry, String what, String text, int bound) {
    int index = text.matches("\\d{1,9}") ? Integer.parseInt(text) : bound;
    if (index >= bound) {
      throw problem(
          entry.line, "expected a " + what + " from 0 to " + (bound - 1) + ", got '" + text + "'");
    }
    return index;
  }

  private double value(Entry entry) {
    double value;
    try {
      value = Double.parseDouble(entry.value);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!(Math.abs(value) <= Float.MAX_VALUE)) {
      throw problem(entry.line, "expected a number, got '" + entry.value + "'");
    }
    return value;
  }

  private SettingsException problem(int line, String what) {
    return model.problem(KEY, "line " + line + " of the file: " + what);
  }
}
