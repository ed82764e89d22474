package dev.gradstream.nn;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Node;
import dev.gradstream.settings.Nearest;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A feature that is the number of a category, and the table whose row stands for it:
 *
 * <pre>
 *   embeddings: [ { column: workclass, size: 9, width: 4 } ]
 * </pre>
 *
 * <p>The table has one row more than categories: whatever is not a number from 0 to size - 1 gets
 * the last one. A fraction is cut off.
 *
 * @param place of the feature among the inputs
 */
record Embedding(String name, String column, int place, int size, int width) {
  /** The embeddings of a model's settings, in the order written. */
  static List<Embedding> of(Settings model, List<String> inputs) {
    List<Embedding> all = new ArrayList<>();
    for (Settings settings : model.nodes("embeddings")) {
      String column = settings.text("column");
      int place = inputs.indexOf(column);
      if (place < 0) {
        throw settings.problem(
            "column",
            "expected one of the features, got '" + column + "'" + Nearest.hint(column, inputs));
      }
      if (all.stream().anyMatch(other -> other.place == place)) {
        throw settings.problem("column", "'" + column + "' has an embedding already");
      }
      int size = (int) settings.whole("size", 0, 1, 1 << 24);
      if (size == 0) {
        throw settings.problem("size", "is required: how many categories there are");
      }
      int width = (int) settings.whole("width", 0, 1, 1 << 16);
      if (width == 0) {
        throw settings.problem("width", "is required: how many numbers stand for a category");
      }
      all.add(new Embedding("embeddings[" + all.size() + "]", column, place, size, width));
    }
    return List.copyOf(all);
  }

  /** The inputs that have no embedding, and behind them the embeddings of those that do. */
  static Node apply(Graph graph, Node input, List<Embedding> embeddings) {
    if (embeddings.isEmpty()) {
      return input;
    }
    List<Node> parts = new ArrayList<>();
    int[] cuts =
        IntStream.concat(
                embeddings.stream().mapToInt(Embedding::place).sorted(),
                IntStream.of(input.shape().columns()))
            .toArray();
    int from = 0;
    for (int cut : cuts) {
      if (cut > from) {
        parts.add(graph.slice(input, from, cut - from));
      }
      from = cut + 1;
    }
    for (Embedding embedding : embeddings) {
      Node table =
          graph.parameter(embedding.name + Layer.WEIGHT, embedding.rows(), embedding.width);
      parts.add(graph.gather(table, graph.slice(input, embedding.place, 1)));
    }
    return parts.stream().reduce(graph::concat).orElseThrow();
  }

  /** Rows of the table, that of all other numbers included. */
  int rows() {
    return size + 1;
  }

  /** For instance {@code workclass 9x4}. */
  String describe() {
    return column + " " + size + "x" + width;
  }
}
