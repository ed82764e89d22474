package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

/** One topic, several writers' schemas. */
class AvroEvolutionTest {
  private static final Schema FIRST =
      schema("{'name': 'a', 'type': 'int'}, {'name': 'gone', 'type': 'string'}, " + y());
  private static final Schema PROMOTED =
      schema(
          y()
              + ", {'name': 'b', 'type': 'double'}, {'name': 'a', 'type': ['null', 'double']}"); // reordered
  private static final Schema NEWEST =
      schema(
          "{'name': 'b', 'type': 'float', 'default': 2.5},"
              + "{'name': 'city', 'type': 'string', 'default': 'Genève'},"
              + "{'name': 'in', 'type': {'type': 'record', 'name': 'In', 'fields': ["
              + "  {'name': 'p', 'type': 'int'}, {'name': 'q', 'type': 'int', 'default': 9}]},"
              + "  'default': {'p': 4, 'q': 5}},"
              + y()
              + ", {'name': 'a', 'type': 'long'}");

  private static Schema schema(String fields) {
    String text = "{'type': 'record', 'name': 'Order', 'fields': [" + fields + "]}";
    return new Schema.Parser().parse(text.replace('\'', '"'));
  }

  private static String y() {
    return "{'name': 'y', 'type': 'int'}";
  }

  @Test
  void fields_are_found_by_name_and_lacking_ones_have_the_newest_schemas_default()
      throws IOException {
    RowLayout layout =
        new RowLayout(
            List.of("a", "b", "in.p", "in.q", "city"), "y", Optional.empty(), List.of("city"));
    RowDecoder decoder = decoder(layout, FIRST, PROMOTED, NEWEST);
    Rows rows = new Rows(layout, 4);
    GenericData.Record first = record(FIRST, "a", 7, "gone", "x", "y", 1);
    GenericData.Record promoted = record(PROMOTED, "a", 0.5, "b", 3.5, "y", 0);
    GenericData.Record in = new GenericData.Record(NEWEST.getField("in").schema());
    in.put("p", 1);
    in.put("q", 2);
    GenericData.Record newest =
        record(NEWEST, "a", 8L, "b", 1.5f, "city", "Bern", "in", in, "y", 1);
    for (GenericData.Record record : List.of(first, promoted, newest, first)) {
      assertNull(decoder.decode(framed(record), rows));
    }
    assertArrayEquals(new double[] {7, 2.5, 4, 5}, numbers(rows, 0));
    assertArrayEquals(new double[] {0.5, 3.5, 4, 5}, numbers(rows, 1));
    assertArrayEquals(new double[] {8, 1.5, 1, 2}, numbers(rows, 2));
    assertArrayEquals(numbers(rows, 0), numbers(rows, 3));
    assertEquals(
        List.of("Genève", "Genève", "Bern", "Genève"),
        List.of(rows.text(0, 4), rows.text(1, 4), rows.text(2, 4), rows.text(3, 4)));
  }

  @Test
  void a_nested_field_that_alone_is_lacking_has_its_own_default() throws IOException {
    Schema old =
        schema(
            "{'name': 'in', 'type': {'type': 'record', 'name': 'In', 'fields': ["
                + "{'name': 'p', 'type': 'int'}]}}, "
                + y());
    RowLayout layout = new RowLayout(List.of("in.p", "in.q"), "y");
    GenericData.Record in = new GenericData.Record(old.getField("in").schema());
    in.put("p", 3);
    Rows rows = new Rows(layout, 1);
    assertNull(decoder(layout, old, NEWEST).decode(framed(record(old, "in", in, "y", 1)), rows));
    assertArrayEquals(new double[] {3, 9, 1}, Arrays.copyOf(rows.values(), 3));
  }

  @Test
  void a_lacking_field_without_a_default_is_missing() throws IOException {
    RowLayout layout = new RowLayout(List.of("a", "b"), "y");
    byte[] record = framed(record(FIRST, "a", 7, "gone", "x", "y", 1));
    Rows rows = new Rows(layout, 1);
    assertEquals(
        "column 'b': expected a number, got nothing",
        decoder(layout, c -> false, NEWEST, FIRST, PROMOTED).decode(record, rows));
    assertNull(decoder(layout, "b"::equals, NEWEST, FIRST, PROMOTED).decode(record, rows));
    assertTrue(Double.isNaN(rows.value(0, 1)));
  }

  @Test
  void a_column_that_no_schema_has_is_refused_and_so_is_one_of_another_kind() {
    assertEquals(
        "schema: expected column 'aa' among y, b, a (did you mean 'a'?)",
        refusal(new RowLayout(List.of("aa"), "y"), FIRST, PROMOTED));
    assertEquals(
        "schema: Order: column 'gone' is of type string, and no number",
        refusal(new RowLayout(List.of("gone"), "y"), FIRST, PROMOTED));
  }

  @Test
  void a_record_of_a_schema_that_is_not_there_names_both() throws IOException {
    RowLayout layout = new RowLayout(List.of("a"), "y");
    String problem =
        decoder(layout, FIRST, PROMOTED)
            .decode(
                framed(record(NEWEST, "a", 8L, "b", 1f, "city", "", "in", in(), "y", 1)),
                new Rows(layout, 1));
    assertTrue(
        problem.matches(
            "expected a record of schema [0-9a-f]+, [0-9a-f]+, got one of schema [0-9a-f]+"),
        problem);
  }

  private static GenericData.Record in() {
    GenericData.Record in = new GenericData.Record(NEWEST.getField("in").schema());
    in.put("p", 1);
    in.put("q", 2);
    return in;
  }

  @Test
  void bare_records_have_one_schema() {
    String problem =
        assertThrows(
                SettingsException.class,
                () ->
                    RowFormats.of(
                        Settings.of(
                            Map.of(
                                "format",
                                "avro",
                                "framing",
                                "bare",
                                "schemaTexts",
                                List.of(FIRST.toString(), PROMOTED.toString()))),
                        new RowLayout(List.of("a"), "y"),
                        LabelColumn.real()))
            .getMessage();
    assertTrue(problem.startsWith("schema: bare records do not say which"), problem);
  }

  @Test
  void a_schema_whose_types_double_at_every_level_is_refused_at_once() {
    StringBuilder text = new StringBuilder("'int'");
    for (int level = 0; level < 40; level++) {
      text.insert(
          0, "{'type': 'record', 'name': 'L" + level + "', 'fields': [{'name': 'l', 'type': ");
      text.append("}, {'name': 'r', 'type': '")
          .append(level == 0 ? "int" : "L" + (level - 1))
          .append("'}]}");
    }
    Schema deep = schema("{'name': 'deep', 'type': " + text + "}, " + y());
    assertEquals(
        "schema: has more than 100000 values in a record",
        refusal(new RowLayout(List.of(), "y"), deep));
  }

  private static double[] numbers(Rows rows, int row) {
    int from = row * rows.width();
    return Arrays.copyOfRange(rows.values(), from, from + 4);
  }

  private static GenericData.Record record(Schema schema, Object... values) {
    GenericData.Record record = new GenericData.Record(schema);
    for (int i = 0; i < values.length; i += 2) {
      record.put((String) values[i], values[i + 1]);
    }
    return record;
  }

  private static byte[] framed(GenericData.Record record) throws IOException {
    var buffer = new BinaryMessageEncoder<>(GenericData.get(), record.getSchema()).encode(record);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static String refusal(RowLayout layout, Schema... schemas) {
    return assertThrows(SettingsException.class, () -> decoder(layout, schemas)).getMessage();
  }

  private static RowDecoder decoder(RowLayout layout, Schema... schemas) {
    return decoder(layout, column -> false, schemas);
  }

  private static RowDecoder decoder(
      RowLayout layout, Predicate<String> mayBeMissing, Schema... schemas) {
    List<String> texts = Arrays.stream(schemas).map(Schema::toString).toList();
    return RowFormats.of(
        Settings.of(Map.of("format", "avro", "schemaTexts", texts)),
        layout,
        LabelColumn.real(),
        mayBeMissing);
  }
}
