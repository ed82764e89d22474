package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReaderTest {
  private static final RowLayout LAYOUT = new RowLayout(List.of("b", "a"), "y");

  @Test
  void values_stand_in_the_order_of_the_layout_not_of_the_line() {
    assertArrayEquals(new double[] {2, 1, 3}, row(Map.of(), "1,2,skipped,3"));
  }

  @Test
  void quotes_blanks_line_ends_and_words_for_truth_are_read() {
    assertArrayEquals(
        new double[] {-2.5, 1, 0},
        row(Map.of(), "\"1\", -2.5 ,\"a, \"\"quoted\"\"\r\nline\",false\r\n"));
    assertArrayEquals(new double[] {1, 0, 1}, row(Map.of(), "false,true,,true\n"));
  }

  @Test
  void another_separator_is_read() {
    assertArrayEquals(new double[] {2, 1, 3}, row(Map.of("separator", ";"), "1;2;\"a;b\";3"));
    assertArrayEquals(new double[] {2, 1, 3}, row(Map.of("separator", "tab"), "1\t2\tx\t3"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1,2,x | expected 4 columns, got 3",
        "1,2,x,3, | expected 4 columns, got 5",
        "`` | expected 4 columns, got 1",
        "abc,2,x,3 | column 'a': expected a number, got 'abc'",
        "NaN,2,x,3 | column 'a': expected a number, got 'NaN'",
        "1e999,2,x,3 | column 'a': expected a finite number, got Infinity",
        "?,2,x,3 | column 'a': expected a number, got nothing",
        "1,NA,x,3 | column 'b': expected a number, got nothing",
        "1,2,x,2 | label 'y': expected 0 or 1, got 2.0",
        "1,2,x,0.5 | label 'y': expected 0 or 1, got 0.5",
        "1,2,x, | column 'y': expected a number, got nothing",
        "1,\"2,x,3 | column 'b': expected a closing quote, got the end of the record",
        "1,\"2\"3,x,3 | column 'b': expected the separator after the closing quote"
      })
  void a_line_that_cannot_be_used_says_why(String line, String reason) {
    Rows rows = new Rows(LAYOUT, 1);
    RowDecoder decoder = decoder(Map.of(), LabelColumn.binary());
    assertEquals(
        reason.strip(), decoder.decode(line.strip().getBytes(StandardCharsets.UTF_8), rows));
    assertEquals(0, rows.count());
  }

  @Test
  void what_is_shown_of_a_bad_value_is_short_and_harmless() {
    Rows rows = new Rows(LAYOUT, 1);
    byte[] line = ("\u001b[31m" + "x".repeat(1000) + ",2,x,3").getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "column 'a': expected a number, got '\\u001b[31m" + "x".repeat(35) + "...'",
        decoder(Map.of(), LabelColumn.real()).decode(line, rows));
  }

  @Test
  void a_missing_value_is_nan_where_it_may_be_missing() {
    RowDecoder decoder = RowFormats.of(settings(Map.of()), LAYOUT, LabelColumn.real(), "a"::equals);
    Rows rows = new Rows(LAYOUT, 1);
    assertNull(decoder.decode("?,2,x,3".getBytes(StandardCharsets.UTF_8), rows));
    assertArrayEquals(new double[] {2, Double.NaN, 3}, values(rows, 0));
    assertEquals(
        "column 'b': expected a number, got nothing",
        decoder.decode("1,?,x,3".getBytes(StandardCharsets.UTF_8), rows));
    assertEquals(
        "column 'a': expected a number, got 'x'",
        decoder.decode("x,1,x,3".getBytes(StandardCharsets.UTF_8), rows));
  }

  @Test
  void the_markers_of_a_missing_value_can_be_chosen() {
    RowDecoder decoder =
        RowFormats.of(
            settings(Map.of("missing", List.of("-999"))), LAYOUT, LabelColumn.real(), c -> true);
    Rows rows = new Rows(LAYOUT, 1);
    assertNull(decoder.decode("-999,2,x,3".getBytes(StandardCharsets.UTF_8), rows));
    assertArrayEquals(new double[] {2, Double.NaN, 3}, values(rows, 0));
    assertEquals(
        "column 'a': expected a number, got nothing",
        decoder.decode(",2,x,3".getBytes(StandardCharsets.UTF_8), rows));
  }

  @Test
  void columns_that_cannot_be_are_refused_with_the_cure() {
    assertEquals(
        "columns: format csv needs the names of a line's columns in their order, for instance"
            + " columns: [age, income, label] ('gradstream publish' prints the line to copy)",
        refusal(Map.of("columns", List.of())));
    assertEquals(
        "columns: expected column 'b' among first, B, y (did you mean 'B'?)",
        refusal(Map.of("columns", List.of("first", "B", "y"))));
    assertEquals(
        "columns: a column is named twice in [a, b, a, y]",
        refusal(Map.of("columns", List.of("a", "b", "a", "y"))));
    assertEquals(
        "separator: expected one ASCII character or 'tab', got 'ab'",
        refusal(Map.of("separator", "ab")));
    assertEquals(
        "format: expected one of "
            + String.join(", ", RowFormats.names())
            + ", got 'cvs' (did you"
            + " mean 'csv'?)",
        refusal(Map.of("format", "cvs")));
  }

  private static String refusal(Map<String, ?> options) {
    return assertThrows(SettingsException.class, () -> decoder(options, LabelColumn.real()))
        .getMessage();
  }

  private static double[] row(Map<String, ?> options, String line) {
    Rows rows = new Rows(LAYOUT, 1);
    assertNull(
        decoder(options, LabelColumn.real()).decode(line.getBytes(StandardCharsets.UTF_8), rows));
    assertEquals(1, rows.count());
    return values(rows, 0);
  }

  private static double[] values(Rows rows, int row) {
    return Arrays.copyOfRange(rows.values(), row * rows.width(), row * rows.width() + rows.width());
  }

  private static RowDecoder decoder(Map<String, ?> options, LabelColumn label) {
    return RowFormats.of(settings(options), LAYOUT, label);
  }

  private static Settings settings(Map<String, ?> options) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "csv");
    all.put("columns", List.of("a", "b", "unused", "y"));
    all.putAll(options);
    return Settings.of(all);
  }
}
