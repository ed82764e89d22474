package dev.gradstream.codec;

import dev.gradstream.features.FeatureStages;
import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The decoder of every format: adds a row, lets the format's reader fill it, holds what all formats
 * promise (numbers are finite, a time has a year, a label is one, a weight is not negative, nothing
 * is missing that must not be), and takes the row back where that fails.
 */
final class RowCheck implements RowDecoder {
  private static final double MOST_WEIGHT = 1e9;
  private static final double LEAST_SECONDS = -62_167_219_200.0; // 0000-01-01T00:00Z
  private static final double MOST_SECONDS = 253_402_300_800.0; // behind 9999-12-31

  private final RowReader reader;
  private final LabelColumn label;
  private final List<String> columns;
  private final int labelIndex;
  private final boolean[] mayBeMissing;
  private final boolean[] texts;
  private final int[] times; // columns of points in time

  RowCheck(RowReader reader, RowLayout layout, LabelColumn label, Predicate<String> mayBeMissing) {
    this.reader = reader;
    this.label = label;
    this.columns = layout.columns();
    this.labelIndex = layout.labelIndex();
    this.texts = layout.textColumns();
    boolean[] time = layout.timeColumns();
    this.times = IntStream.range(0, columns.size()).filter(c -> time[c]).toArray();
    this.mayBeMissing = new boolean[columns.size()];
    for (int c = 0; c < layout.labelIndex(); c++) {
      this.mayBeMissing[c] = mayBeMissing.test(columns.get(c));
    }
  }

  @Override
  public String decode(byte[] value, Rows rows) {
    if (value == null) {
      return "the record has no value";
    }
    int start = rows.add(Double.NaN);
    String problem = null;
    try {
      reader.read(value, rows, start);
      problem = label.mayWait() ? part(rows, start) : whole(rows, start);
    } catch (MalformedRecord e) {
      problem = e.getMessage();
    }
    if (problem != null) {
      rows.dropLast();
    }
    return problem;
  }

  private String whole(Rows rows, int start) {
    int end = start + columns.size();
    String problem = features(rows.values(), start, end);
    if (problem == null) {
      problem = label(rows, start + labelIndex);
    }
    return problem == null ? weight(rows.values(), end) : problem;
  }

  private String features(double[] values, int start, int end) {
    String problem = missing(values, start, end);
    return problem == null && times.length > 0 ? noTime(values, start) : problem;
  }

  // Features without a label, a label without features, or both.
  private String part(Rows rows, int start) {
    double[] values = rows.values();
    boolean labelled = !Double.isNaN(values[start + labelIndex]);
    boolean featured = false;
    for (int c = 0; c < labelIndex; c++) {
      featured |= !Double.isNaN(values[start + c]);
    }
    if (labelled && featured) {
      return whole(rows, start);
    }
    if (labelled) {
      return label(rows, start + labelIndex);
    }
    if (!featured) {
      return "expected the features, the label or both, got neither";
    }
    values[start + labelIndex] = 0;
    int end = start + columns.size();
    String problem = features(values, start, end);
    values[start + labelIndex] = Double.NaN;
    return problem == null ? weight(values, end) : problem;
  }

  @Override
  public WriterSchemas schemas() {
    return reader.schemas();
  }

  private String missing(double[] values, int start, int end) {
    // A place of a text is in reach, too.
    if (!FeatureStages.usable(values, start, end)) {
      for (int c = 0; c < columns.size(); c++) {
        double value = values[start + c];
        if (Double.isInfinite(value)) {
          return "column '" + columns.get(c) + "': expected a finite number, got " + value;
        }
        if (Double.isNaN(value) && !mayBeMissing[c]) {
          return "column '%s': expected %s, got nothing"
              .formatted(columns.get(c), texts[c] ? "a text" : "a number");
        }
        if (c < labelIndex && !mayBeMissing[c] && !FeatureStages.usable(value)) {
          return "column '%s': expected a number up to 1e20, got %s"
              .formatted(columns.get(c), value);
        }
      }
    }
    return null;
  }

  // A number that was taken for seconds and cannot have been meant.
  private String noTime(double[] values, int start) {
    for (int column : times) {
      double seconds = values[start + column];
      if (seconds < LEAST_SECONDS || seconds >= MOST_SECONDS) {
        return "column '%s': expected a time of the years 0 to 9999 in seconds since 1970, got %s%s"
            .formatted(
                columns.get(column),
                seconds,
                Math.abs(seconds) < 1000 * MOST_SECONDS ? " (unit: milliseconds reads those)" : "");
      }
    }
    return null;
  }

  private String weight(double[] values, int end) {
    double weight = columns.size() == labelIndex + 1 ? 1 : values[end - 1];
    return weight >= 0 && weight <= MOST_WEIGHT
        ? null
        : "weight '%s': expected a number from 0 to %.0f, got %s"
            .formatted(columns.getLast(), MOST_WEIGHT, weight);
  }

  // A label in words becomes its number here.
  private String label(Rows rows, int at) {
    double answer = rows.values()[at];
    if (texts[labelIndex]) {
      int start = Rows.textStart(answer);
      int length = Rows.textLength(answer);
      answer = label.number(rows.texts(), start, start + length);
      if (answer < 0) {
        String text = Excerpt.of(rows.texts(), start, start + length);
        return "label '%s': expected %s, got '%s'"
            .formatted(columns.get(labelIndex), label.expected(), text);
      }
      rows.values()[at] = answer;
    }
    return label.allows(answer)
        ? null
        : "label '%s': expected %s, got %s"
            .formatted(columns.get(labelIndex), label.expected(), answer);
  }
}
