package dev.gradstream.features;

import java.util.List;

/**
 * The columns that a run reads from every record, in order: the features, then the label as the
 * last column.
 *
 * @param features names of the feature columns, as the format knows them
 * @param label name of the label column; never a feature
 */
public record RowLayout(List<String> features, String label) {

  /** Refuses a label that is also a feature, and a column named twice. */
  public RowLayout {
    features = List.copyOf(features);
    if (features.contains(label)) {
      throw new IllegalArgumentException(
          "column '" + label + "' is the label and cannot be a feature as well");
    }
    if (features.stream().distinct().count() != features.size()) {
      throw new IllegalArgumentException("a column is named twice among the features: " + features);
    }
  }

  /** All columns in the order of a row's values: the features, then the label. */
  public List<String> columns() {
    return java.util.stream.Stream.concat(features.stream(), java.util.stream.Stream.of(label))
        .toList();
  }

  /** Number of values in a row: one a feature and one for the label. */
  public int width() {
    return features.size() + 1;
  }

  /** Index of the label within a row. */
  public int labelIndex() {
    return features.size();
  }
}
