package dev.gradstream.codec;

import dev.gradstream.features.ColumnNames;
import dev.gradstream.features.Decimal;
import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Nearest;
import dev.gradstream.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * A record is one line of CSV after RFC 4180, in UTF-8, without a header; a line break at its end
 * does no harm.
 *
 * <p>Options: {@code columns}, the names in the order of a line; {@code separator}, one character
 * or {@code tab}; {@code missing}, the texts that stand for a missing value. Blanks around a value
 * do not count; in a column of numbers {@code true} is 1 and {@code false} is 0. Times are {@link
 * EpochSeconds}.
 */
final class CsvReader implements RowReader {
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  private final String[] columns;
  private final int[] targets; // by column of the line: index within the row, or -1
  private final boolean[] texts; // by column of the line
  private final boolean[] times; // likewise
  private final byte separator;
  private final byte[][] missing;
  private byte[] unquoted = new byte[64];

  private CsvReader(List<String> columns, RowLayout layout, byte separator, byte[][] missing) {
    this.columns = columns.toArray(String[]::new);
    this.targets = columns.stream().mapToInt(layout.columns()::indexOf).toArray();
    this.texts = new boolean[targets.length];
    this.times = new boolean[targets.length];
    boolean[] text = layout.textColumns();
    boolean[] time = layout.timeColumns();
    for (int c = 0; c < targets.length; c++) {
      texts[c] = targets[c] >= 0 && text[targets[c]];
      times[c] = targets[c] >= 0 && time[targets[c]];
    }
    this.separator = separator;
    this.missing = missing;
  }

  static CsvReader of(Settings source, RowLayout layout) {
    List<String> columns = ColumnNames.of(source, "columns");
    if (columns.isEmpty()) {
      throw source.problem(
          "columns",
          "format csv needs the names of a line's columns in their order, for instance"
              + " columns: [age, income, label] ('gradstream publish' prints the line to copy)");
    }
    if (new HashSet<>(columns).size() != columns.size()) {
      throw source.problem("columns", "a column is named twice in " + columns);
    }
    for (String wanted : layout.columns()) {
      if (!columns.contains(wanted)) {
        throw source.problem(
            "columns",
            "expected column '"
                + wanted
                + "' among "
                + String.join(", ", columns)
                + Nearest.hint(wanted, columns));
      }
    }
    List<String> missing = source.has("missing") ? source.texts("missing") : List.of("", "?", "NA");
    return new CsvReader(
        columns,
        layout,
        separator(source),
        missing.stream()
            .map(m -> m.strip().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new));
  }

  private static byte separator(Settings source) {
    String separator = source.text("separator", ",");
    char c = separator.equals("tab") ? '\t' : separator.length() == 1 ? separator.charAt(0) : '"';
    if (c >= 0x7f || c == '"' || c == '\n' || c == '\r') {
      throw source.problem(
          "separator", "expected one ASCII character or 'tab', got '" + separator + "'");
    }
    return (byte) c;
  }

  @Override
  public void read(byte[] line, Rows rows, int start) {
    double[] values = rows.values();
    int end = line.length;
    if (end > 0 && line[end - 1] == '\n') {
      end--;
    }
    if (end > 0 && line[end - 1] == '\r') {
      end--;
    }
    int column = 0;
    int from = 0;
    while (true) {
      boolean quoted = from < end && line[from] == '"';
      int to = quoted ? closingQuote(line, from, end, column) : next(line, from, end);
      if (column < targets.length && targets[column] >= 0) {
        values[start + targets[column]] =
            quoted
                ? unquoted(line, from + 1, to, column, rows)
                : value(line, from, to, column, rows);
      }
      column++;
      to = quoted ? to + 1 : to;
      if (to == end) {
        break;
      }
      from = to + 1;
    }
    if (column != targets.length) {
      throw new MalformedRecord("expected " + targets.length + " columns, got " + column);
    }
  }

  private int next(byte[] line, int from, int end) {
    int to = from;
    while (to < end && line[to] != separator) {
      to++;
    }
    return to;
  }

  private int closingQuote(byte[] line, int from, int end, int column) {
    int i = from + 1;
    while (i < end) {
      if (line[i] == '"') {
        if (i + 1 == end || line[i + 1] == separator) {
          return i;
        }
        if (line[i + 1] != '"') {
          throw malformed(column, "expected the separator after the closing quote");
        }
        i++;
      }
      i++;
    }
    throw malformed(column, "expected a closing quote, got the end of the record");
  }

  // Between quotes, each quote is written twice.
  private double unquoted(byte[] line, int from, int to, int column, Rows rows) {
    if (unquoted.length < to - from) {
      unquoted = new byte[to - from];
    }
    int length = 0;
    for (int i = from; i < to; i++) {
      unquoted[length++] = line[i];
      i += line[i] == '"' ? 1 : 0;
    }
    return value(unquoted, 0, length, column, rows);
  }

  private double value(byte[] text, int from, int to, int column, Rows rows) {
    while (from < to && (text[from] == ' ' || text[from] == '\t')) {
      from++;
    }
    while (from < to && (text[to - 1] == ' ' || text[to - 1] == '\t')) {
      to--;
    }
    for (byte[] marker : missing) {
      if (marker.length == to - from && is(marker, text, from, to)) {
        return Double.NaN;
      }
    }
    if (texts[column]) {
      return TextCell.of(rows, text, from, to - from, columns[column]);
    }
    return times[column]
        ? EpochSeconds.of(text, from, to, columns[column])
        : number(text, from, to, column);
  }

  private double number(byte[] text, int from, int to, int column) {
    double number = Decimal.parse(text, from, to);
    if (Double.isNaN(number)) {
      if (is(TRUE, text, from, to)) {
        return 1;
      }
      if (!is(FALSE, text, from, to)) {
        throw malformed(
            column,
            from == to
                ? "expected a number, got nothing"
                : "expected a number, got '" + Excerpt.of(text, from, to) + "'");
      }
      return 0;
    }
    return number;
  }

  private static boolean is(byte[] word, byte[] text, int from, int to) {
    return Arrays.equals(word, 0, word.length, text, from, to);
  }

  private MalformedRecord malformed(int column, String problem) {
    return column < columns.length
        ? MalformedRecord.inColumn(columns[column], problem)
        : new MalformedRecord("column " + (column + 1) + ": " + problem);
  }
}
