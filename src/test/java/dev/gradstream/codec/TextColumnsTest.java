package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Columns of texts, and labels in words, in every format. */
class TextColumnsTest {
  private static final RowLayout LAYOUT =
      new RowLayout(
          List.of("job", "age", "city.name"), "y", Optional.empty(), List.of("job", "city.name"));
  private static final LabelColumn REAL = LabelColumn.real();
  private static final Settings CSV =
      Settings.of(Map.of("format", "csv", "columns", List.of("age", "job", "city.name", "y")));
  private static final Settings JSON = Settings.of(Map.of("format", "json"));

  @Test
  void csv_keeps_what_is_written_without_blanks_and_quotes() {
    assertEquals(row("clerk", "4.5", "Linz"), read(CSV, "4.5,clerk,Linz,1"));
    assertEquals(row("clerk", "4.5", "New York"), read(CSV, "4.5, clerk , New York\t,1\r\n"));
    assertEquals(row("a,\"b\"", "1.0", "ü"), read(CSV, "1,\"a,\"\"b\"\"\",ü,1"));
    assertEquals(row("007", "7.0", "true"), read(CSV, "007,007,true,1"));
    assertEquals(row(null, "1.0", null), read(CSV, "1, ?,,1"));
    assertEquals(row(null, "1.0", "x"), read(CSV, "1,\"\",x,1"));
  }

  @Test
  void json_takes_texts_numbers_and_truth_values_nested_too() {
    assertEquals(
        row("clerk", "4.5", "Linz"),
        read(JSON, "{\"job\":\"clerk\",\"age\":4.5,\"city\":{\"name\":\"Linz\"},\"y\":1}"));
    assertEquals(
        row("ü\"\n𝄞", "1.0", ""),
        read(JSON, "{\"job\":\"\\u00fc\\\"\\n𝄞\",\"age\":1,\"city\":{\"name\":\"\"},\"y\":1}"));
    assertEquals(
        row("1.50", "1.0", "true"),
        read(JSON, "{\"job\":1.50,\"age\":1,\"city\":{\"name\":true},\"y\":1}"));
    assertEquals(row(null, "1.0", null), read(JSON, "{\"job\":null,\"age\":1,\"y\":1}"));
    assertEquals(
        "column 'job': expected a text, got a list", problem(JSON, "{\"job\":[1],\"y\":1}"));
    assertEquals(
        "column 'job': is there twice", problem(JSON, "{\"job\":\"a\",\"job\":\"b\",\"y\":1}"));
    assertEquals(
        "column 'age': expected a number, got \"old\"", problem(JSON, "{\"age\":\"old\",\"y\":1}"));
  }

  @Test
  void avro_takes_strings_symbols_and_numbers_nested_and_with_null() {
    String schema =
        """
        {"type": "record", "name": "Person", "fields": [
          {"name": "job", "type": ["null", "string"]},
          {"name": "other", "type": "string"},
          {"name": "age", "type": "double"},
          {"name": "city", "type": {"type": "record", "name": "City", "fields": [
            {"name": "name", "type": [
              "null", {"type": "enum", "name": "N", "symbols": ["LINZ", "WIEN"]},
              "long", "float", "boolean"]}]}},
          {"name": "y", "type": "int"}]}
        """;
    Settings avro = Settings.of(Map.of("format", "avro", "framing", "bare", "schemaText", schema));
    Schema person = new Schema.Parser().parse(schema);
    Schema city = person.getField("city").schema();
    Schema symbols = city.getField("name").schema().getTypes().get(1);
    for (Object[] c :
        new Object[][] {
          {"clerk", new GenericData.EnumSymbol(symbols, "WIEN"), "WIEN"},
          {null, null, null},
          {"", -12L, "-12"},
          {"ü", 0.5f, "0.5"},
          {"x", true, "true"}
        }) {
      GenericData.Record nested = new GenericData.Record(city);
      nested.put("name", c[1]);
      GenericData.Record record = new GenericData.Record(person);
      record.put("job", c[0]);
      record.put("other", "unused");
      record.put("age", 4.5);
      record.put("city", nested);
      record.put("y", 1);
      byte[] bytes = SampleFormat.bytes(record);
      assertEquals(row((String) c[0], "4.5", (String) c[2]), read(avro, bytes));
      broken(avro, bytes);
    }
    RowLayout elements = new RowLayout(List.of("x[0]"), "y", Optional.empty(), List.of("x[0]"));
    Settings vector =
        Settings.of(Map.of("format", "avro", "schemaText", ExampleWriter.schemaText()));
    SettingsException refusal =
        assertThrows(SettingsException.class, () -> RowFormats.of(vector, elements, REAL));
    assertTrue(refusal.getMessage().contains("element of a vector"), refusal.getMessage());
  }

  @Test
  void a_required_text_that_is_missing_is_named() {
    assertEquals(
        "column 'job': expected a text, got nothing",
        RowFormats.of(CSV, LAYOUT, REAL)
            .decode("1,,Linz,1".getBytes(StandardCharsets.UTF_8), new Rows(LAYOUT, 1)));
  }

  @Test
  void broken_records_leave_rows_and_texts_alone() {
    broken(CSV, "4.5,\"cl\"\"erk\",Linz,1".getBytes(StandardCharsets.UTF_8));
    broken(
        JSON,
        "{\"job\":\"cl\\u00e4rk\",\"age\":4.5,\"city\":{\"name\":\"L\"},\"y\":1}"
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_label_in_words_becomes_its_number() {
    RowLayout layout = new RowLayout(List.of("x"), "income", Optional.empty(), List.of("income"));
    Settings source = Settings.of(Map.of("format", "csv", "columns", List.of("x", "income")));
    LabelColumn label =
        LabelColumn.of(
            Settings.of(
                Map.of(
                    "kind", "binary",
                    "negative", List.of("<=50K", "<=50K."),
                    "positive", List.of(">50K", ">50K.", "größer"))));
    RowDecoder decoder = RowFormats.of(source, layout, label);
    Rows rows = new Rows(layout, 1);
    List<String> lines = List.of("1, >50K", "2,<=50K.", "3,größer", "4, <=50K");
    for (String line : lines) {
      assertNull(decoder.decode(line.getBytes(StandardCharsets.UTF_8), rows));
    }
    assertEquals(
        List.of(1.0, 0.0, 1.0, 0.0), rows.count() == 4 ? labels(rows) : List.of(rows.count()));
    assertEquals(
        "label 'income': expected one of <=50K, <=50K., >50K, >50K., größer, got '50K'",
        decoder.decode("5,50K".getBytes(StandardCharsets.UTF_8), rows));
    assertEquals(
        "column 'income': expected a text, got nothing",
        decoder.decode("5,".getBytes(StandardCharsets.UTF_8), rows));
    LabelColumn classes =
        LabelColumn.of(
            Settings.of(Map.of("kind", "class", "names", List.of("setosa", "virginica"))));
    assertEquals(2, classes.classes());
    rows.clear();
    assertNull(
        RowFormats.of(source, layout, classes)
            .decode("1,virginica".getBytes(StandardCharsets.UTF_8), rows));
    assertEquals(List.of(1.0), labels(rows));
  }

  @Test
  void labels_in_words_that_cannot_be_told_apart_are_refused() {
    refused("positive: a text stands for two labels", List.of("no"), List.of("yes", "no"));
    refused("negative: expected the texts of this side", List.of(), List.of("yes"));
  }

  private static void refused(String message, List<String> negative, List<String> positive) {
    Settings label =
        Settings.of(Map.of("kind", "binary", "negative", negative, "positive", positive));
    SettingsException refusal = assertThrows(SettingsException.class, () -> LabelColumn.of(label));
    assertTrue(refusal.getMessage().startsWith(message), refusal.getMessage());
  }

  private static List<Double> labels(Rows rows) {
    List<Double> labels = new ArrayList<>();
    for (int r = 0; r < rows.count(); r++) {
      labels.add(rows.value(r, rows.layout().labelIndex()));
    }
    return labels;
  }

  private static void broken(Settings source, byte[] good) {
    RowDecoder decoder = RowFormats.of(source, LAYOUT, REAL, column -> true);
    Rows rows = new Rows(LAYOUT, 4);
    assertNull(decoder.decode(good, rows));
    List<String> first = texts(rows, 0);
    Broken.each(
        good,
        0,
        new Random(6),
        5_000,
        bytes -> {
          String problem = decoder.decode(bytes, rows);
          assertEquals(problem == null ? 2 : 1, rows.count());
          if (problem == null) {
            assertTrue(rows.texts().length <= 4096, "texts are taken back with their row");
            rows.dropLast();
          } else {
            assertTrue(problem.length() < 300 && problem.chars().allMatch(c -> c >= ' '), problem);
          }
        });
    assertEquals(first, texts(rows, 0));
  }

  private static List<String> row(String... texts) {
    return Arrays.asList(texts);
  }

  private static List<String> read(Settings source, String record) {
    return read(source, record.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> read(Settings source, byte[] record) {
    Rows rows = new Rows(LAYOUT, 1);
    RowDecoder decoder = RowFormats.of(source, LAYOUT, REAL, column -> true);
    assertNull(decoder.decode(record, rows));
    assertNull(decoder.decode(record, rows));
    assertEquals(texts(rows, 0), texts(rows, 1));
    return texts(rows, 0);
  }

  private static List<String> texts(Rows rows, int row) {
    return Arrays.asList(rows.text(row, 0), "" + rows.value(row, 1), rows.text(row, 2));
  }

  private static String problem(Settings source, String record) {
    String problem =
        RowFormats.of(source, LAYOUT, REAL, column -> true)
            .decode(record.getBytes(StandardCharsets.UTF_8), new Rows(LAYOUT, 1));
    assertNotNull(problem);
    return problem;
  }
}
