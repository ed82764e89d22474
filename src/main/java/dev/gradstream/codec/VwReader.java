package dev.gradstream.codec;

import dev.gradstream.features.Decimal;
import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A record is one line of Vowpal Wabbit's text format; see {@link VwLine}.
 *
 * <p>The label and the weight of an example are the columns that the run calls so, whatever their
 * names; a line without a weight has 1. A column of texts is the namespace of its name, with all
 * its features, for {@code encode: bag} to take apart; {@code tag} is the tag. A column of numbers
 * is a feature's value, {@code user.age} that of a namespace; what a line does not name is missing.
 * No options.
 */
final class VwReader implements RowReader {
  private static final byte[] UNNAMED = VwLine.UNNAMED.getBytes(StandardCharsets.UTF_8);

  private final String[] columns;
  private final boolean[] texts; // by column
  private final byte[][] namespaces; // by column; null for label, weight and tag
  private final byte[][] features; // by column of numbers
  private final int label;
  private final int weight; // -1 for none
  private final int tag; // -1 for none
  private final VwLine line = new VwLine();
  private final VwLine.Feature taken = this::feature;
  private byte[] joined = new byte[256]; // scratch
  private int joinedLength;
  private Rows rows;
  private int start;

  private VwReader(RowLayout layout) {
    List<String> names = layout.columns();
    columns = names.toArray(String[]::new);
    texts = layout.textColumns();
    label = layout.labelIndex();
    weight = layout.weight().isPresent() ? layout.weightIndex() : -1;
    int named = names.indexOf("tag");
    tag = named >= 0 && named < label && texts[named] ? named : -1;
    namespaces = new byte[columns.length][];
    features = new byte[columns.length][];
    for (int c = 0; c < columns.length; c++) {
      if (c != label && c != weight && c != tag) {
        int dot = texts[c] ? columns[c].length() : columns[c].indexOf('.');
        namespaces[c] = bytes(dot < 0 ? VwLine.UNNAMED : columns[c].substring(0, dot));
        features[c] = texts[c] ? null : bytes(columns[c].substring(dot + 1));
      }
    }
  }

  static VwReader of(Settings source, RowLayout layout) {
    return new VwReader(layout);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void read(byte[] value, Rows rows, int start) {
    this.rows = rows;
    this.start = start;
    line.open(value);
    double[] values = rows.values();
    if (line.labelTo() > line.labelFrom()) {
      values[start + label] = label();
    }
    if (weight >= 0) {
      values[start + weight] = line.weight();
    }
    if (tag >= 0 && line.tagTo() > line.tagFrom()) {
      int length = line.tagTo() - line.tagFrom();
      values[start + tag] = TextCell.of(rows, line.bytes(), line.tagFrom(), length, columns[tag]);
    }
    while (line.nextNamespace()) {
      line.features(taken);
      namespace();
    }
  }

  private double label() {
    int from = line.labelFrom();
    int to = line.labelTo();
    if (texts[label]) {
      return TextCell.of(rows, line.bytes(), from, to - from, columns[label]);
    }
    double number = Decimal.parse(line.bytes(), from, to);
    if (Double.isNaN(number)) {
      throw MalformedRecord.inColumn(
          columns[label], "expected a number, got '" + Excerpt.of(line.bytes(), from, to) + "'");
    }
    return number;
  }

  // A column of numbers that has this name.
  private void feature(int nameFrom, int nameTo, double value) {
    double[] values = rows.values();
    for (int c = 0; c < columns.length; c++) {
      if (features[c] != null && is(features[c], nameFrom, nameTo) && isHere(c)) {
        if (!Double.isNaN(values[start + c])) {
          throw MalformedRecord.inColumn(columns[c], "is there twice");
        }
        values[start + c] = value;
      }
    }
  }

  // A column of texts that the namespace is: as it stands, or written anew where there is more of
  // it or it has a weight of its own.
  private void namespace() {
    for (int c = 0; c < columns.length; c++) {
      if (texts[c] && namespaces[c] != null && isHere(c)) {
        double before = rows.values()[start + c];
        int from = line.featuresFrom();
        int length = line.featuresTo() - from;
        if (Double.isNaN(before) && line.scale() == 1) {
          rows.values()[start + c] = TextCell.of(rows, line.bytes(), from, length, columns[c]);
        } else {
          rows.values()[start + c] = joined(before, columns[c]);
        }
      }
    }
  }

  private double joined(double before, String column) {
    joinedLength = 0;
    if (!Double.isNaN(before)) {
      append(rows.texts(), Rows.textStart(before), Rows.textLength(before));
    }
    if (line.scale() == 1) {
      append(line.bytes(), line.featuresFrom(), line.featuresTo() - line.featuresFrom());
    } else {
      line.features(
          (from, to, value) -> {
            append(line.bytes(), from, to - from);
            byte[] number = (":" + value).getBytes(StandardCharsets.US_ASCII);
            joinedLength--; // the blank
            append(number, 0, number.length);
          });
    }
    return TextCell.of(rows, joined, 0, joinedLength, column);
  }

  private void append(byte[] text, int from, int length) {
    if (joined.length < joinedLength + length + 1) {
      joined = Arrays.copyOf(joined, 2 * (joinedLength + length + 1));
    }
    System.arraycopy(text, from, joined, joinedLength, length);
    joinedLength += length;
    joined[joinedLength++] = ' ';
  }

  private boolean isHere(int column) {
    return line.nameTo() == line.nameFrom()
        ? Arrays.equals(namespaces[column], UNNAMED)
        : is(namespaces[column], line.nameFrom(), line.nameTo());
  }

  private boolean is(byte[] word, int from, int to) {
    return Arrays.equals(word, 0, word.length, line.bytes(), from, to);
  }
}
