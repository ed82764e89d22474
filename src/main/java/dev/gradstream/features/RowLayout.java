package dev.gradstream.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The columns that a run reads from every record, in order: the features, then the label, then the
 * example's weight where it has one.
 *
 * @param features names of the feature columns, as the format knows them
 * @param label name of the label column; never a feature
 * @param weight name of the column of weights; neither a feature nor the label
 * @param texts the columns that are read as texts; all others are numbers
 * @param times the columns that are read as points in time, in seconds since 1970 began (UTC): a
 *     number is taken for such seconds, a text for a date or a date and time of ISO 8601, a logical
 *     type for what it says
 * @param keyed whether a row also holds its record's key, a text, and its record's time
 */
public record RowLayout(
    List<String> features,
    String label,
    Optional<String> weight,
    List<String> texts,
    List<String> times,
    boolean keyed) {

  /** Rows without their records' keys. */
  public RowLayout(
      List<String> features,
      String label,
      Optional<String> weight,
      List<String> texts,
      List<String> times) {
    this(features, label, weight, texts, times, false);
  }

  /** A layout without weights, and numbers in every column. */
  public RowLayout(List<String> features, String label) {
    this(features, label, Optional.empty());
  }

  /** Numbers in every column. */
  public RowLayout(List<String> features, String label, Optional<String> weight) {
    this(features, label, weight, List.of());
  }

  /** Numbers and texts. */
  public RowLayout(
      List<String> features, String label, Optional<String> weight, List<String> texts) {
    this(features, label, weight, texts, List.of());
  }

  /** The same with the records' keys and times. */
  public RowLayout withKeys() {
    return new RowLayout(features, label, weight, texts, times, true);
  }

  /** Refuses a label that is also a feature, and a column named twice. */
  public RowLayout {
    features = List.copyOf(features);
    texts = List.copyOf(texts);
    times = List.copyOf(times);
    if (times.stream().anyMatch(texts::contains)) {
      throw new IllegalArgumentException("a column is a text and a time: " + texts + ", " + times);
    }
    if (features.contains(label)) {
      throw new IllegalArgumentException(
          "column '" + label + "' is the label and cannot be a feature as well");
    }
    if (weight.isPresent() && (features.contains(weight.get()) || weight.get().equals(label))) {
      throw new IllegalArgumentException(
          "column '" + weight.get() + "' is the weight and cannot be a feature or label as well");
    }
    if (features.stream().distinct().count() != features.size()) {
      throw new IllegalArgumentException("a column is named twice among the features: " + features);
    }
  }

  /** All columns in the order of a row's values: the features, the label, the weight. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(features);
    columns.add(label);
    weight.ifPresent(columns::add);
    return List.copyOf(columns);
  }

  /** By column of a row: whether it holds a text. */
  public boolean[] textColumns() {
    return columnsOf(texts);
  }

  /** By column of a row: whether it holds a time. */
  public boolean[] timeColumns() {
    return columnsOf(times);
  }

  private boolean[] columnsOf(List<String> kind) {
    List<String> columns = columns();
    boolean[] of = new boolean[columns.size()];
    for (int c = 0; c < of.length; c++) {
      of[c] = kind.contains(columns.get(c));
    }
    return of;
  }

  /** Number of values in a row: one a feature, the label, a weight, the record's key and time. */
  public int width() {
    return keyIndex() + (keyed ? 2 : 0);
  }

  /**
   * Index within a row of the record's key, a text, where it is kept; its time in milliseconds
   * stands behind it.
   */
  public int keyIndex() {
    return features.size() + (weight.isPresent() ? 2 : 1);
  }

  /** Index of the label within a row. */
  public int labelIndex() {
    return features.size();
  }

  /** Index of the weight within a row, where there is one. */
  public int weightIndex() {
    return features.size() + 1;
  }
}
