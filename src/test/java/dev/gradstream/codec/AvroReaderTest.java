package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class AvroReaderTest {

  @Test
  void random_records_of_random_schemas_read_as_avro_wrote_them() throws IOException {
    for (int seed = 0; seed < 300; seed++) {
      RandomAvro avro = new RandomAvro(new Random(seed));
      List<String> columns = avro.someColumns();
      RowLayout layout = new RowLayout(columns.subList(1, columns.size()), columns.getFirst());
      Rows rows = new Rows(layout, 1);
      RowDecoder decoder = bare(avro.schema(), layout);
      for (int r = 0; r < 20; r++) {
        Map<String, Double> expected = avro.nextRecord();
        for (byte[] bytes : List.of(avro.plainBytes(), avro.blockedBytes())) {
          String problem = decoder.decode(bytes, rows);
          String where = "seed " + seed + ", record " + r + ": " + avro.schema();
          if (expected.get(columns.getFirst()) == null) {
            assertEquals(
                "column '" + columns.getFirst() + "': expected a number, got nothing", problem);
          } else {
            assertNull(problem, where);
            for (int c = 0; c < layout.width(); c++) {
              double value = expected.getOrDefault(layout.columns().get(c), Double.NaN);
              assertEquals(
                  Double.doubleToLongBits(value),
                  Double.doubleToLongBits(rows.value(rows.count() - 1, c)),
                  where + " column " + layout.columns().get(c));
            }
          }
        }
      }
    }
  }

  @Test
  void broken_records_of_random_schemas_never_throw_nor_leave_a_row() throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      RandomAvro avro = new RandomAvro(new Random(1000 + seed));
      List<String> columns = avro.someColumns();
      RowLayout layout = new RowLayout(columns.subList(1, columns.size()), columns.getFirst());
      Rows rows = new Rows(layout, 1);
      RowDecoder decoder = bare(avro.schema(), layout);
      avro.nextRecord();
      Broken.each(
          avro.blockedBytes(),
          0,
          new Random(seed),
          500,
          bytes -> {
            int before = rows.count();
            String problem = decoder.decode(bytes, rows);
            assertEquals(problem == null ? before + 1 : before, rows.count());
          });
    }
  }

  @Test
  void our_own_examples_read_as_they_were_written() throws IOException {
    ExampleWriter writer = new ExampleWriter(300);
    double[] x = new Random(8).doubles(300).toArray();
    byte[] bytes = writer.write(x, 0.1);
    assertEquals(writer.sizeBytes(), bytes.length);

    Schema schema = new Schema.Parser().parse(ExampleWriter.schemaText());
    GenericData.Record row = new GenericData.Record(schema);
    List<Float> floats = new ArrayList<>();
    Arrays.stream(x).forEach(value -> floats.add((float) value));
    row.put("x", floats);
    row.put("y", 0.1);
    assertArrayEquals(
        new BinaryMessageEncoder<>(GenericData.get(), schema).encode(row).array(), bytes);

    RowLayout layout = new RowLayout(elements(300), "y");
    Rows rows = new Rows(layout, 1);
    assertNull(framed(layout).decode(bytes, rows));
    for (int i = 0; i < 300; i++) {
      assertEquals((float) x[i], rows.value(0, i));
    }
    assertEquals(0.1, rows.value(0, 300));
  }

  @Test
  void a_record_that_cannot_be_used_says_why() {
    RowLayout layout = new RowLayout(elements(3), "y");
    Rows rows = new Rows(layout, 1);
    RowDecoder decoder = framed(layout);
    byte[] good = new ExampleWriter(3).write(new double[3], 1);
    assertEquals(
        "column 'x': expected at least 3 elements, got 2",
        decoder.decode(new ExampleWriter(2).write(new double[2], 1), rows));
    assertEquals(
        "1 bytes are left over after the record",
        decoder.decode(Arrays.copyOf(good, good.length + 1), rows));
    assertEquals(
        "expected 8 more bytes at byte 24, got 7",
        decoder.decode(Arrays.copyOf(good, good.length - 1), rows));
    assertEquals(
        "expected the mark c3 01 of a single Avro object, got 7b 22 (framing: bare reads records"
            + " without it)",
        decoder.decode("{\"x\": [1, 2, 3]}".getBytes(), rows));
    byte[] other = good.clone();
    other[5]++;
    String problem = decoder.decode(other, rows);
    assertTrue(problem.startsWith("expected a record of schema "), problem);
    assertEquals(
        "column 'x[1]': expected a number, got nothing",
        decoder.decode(new ExampleWriter(3).write(new double[] {0, Double.NaN, 0}, 1), rows));
    assertEquals(0, rows.count());
  }

  @Test
  void elements_that_nobody_asked_for_are_stepped_over() {
    RowLayout layout = new RowLayout(List.of("x[2]", "x[0]"), "y");
    Rows rows = new Rows(layout, 1);
    assertNull(
        framed(layout).decode(new ExampleWriter(4).write(new double[] {1, 2, 3, 4}, 5), rows));
    assertArrayEquals(new double[] {3, 1, 5}, Arrays.copyOf(rows.values(), 3));
    assertNotNull(framed(layout).decode(new ExampleWriter(2).write(new double[] {1, 2}, 5), rows));
  }

  @Test
  void bytes_and_fixed_are_vectors_of_numbers_from_0_to_255() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "p", "type": "bytes"},
                  {"name": "f", "type": {"type": "fixed", "name": "F", "size": 2}},
                  {"name": "y", "type": "int"}]}
                """);
    RowLayout layout = new RowLayout(List.of("p[2]", "p[0]", "f[1]"), "y");
    Rows rows = new Rows(layout, 1);
    RowDecoder decoder = bare(schema, layout);
    assertNull(decoder.decode(new byte[] {6, -1, 7, (byte) 128, 1, 2, 10}, rows));
    assertArrayEquals(new double[] {128, 255, 2, 5}, Arrays.copyOf(rows.values(), 4));
    assertEquals(
        "column 'p': expected at least 3 bytes, got 2",
        decoder.decode(new byte[] {4, -1, 7, 1, 2, 10}, rows));
    assertNotNull(decoder.decode(new byte[] {(byte) 0xfe, (byte) 0xff, 3, 1}, rows));
    assertNotNull(decoder.decode(new byte[] {5, 1, 2, 10}, rows));
    assertEquals(1, rows.count());
  }

  @Test
  void claims_of_billions_of_items_without_bytes_cost_nothing() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "nulls", "type": {"type": "array", "items": "null"}},
                  {"name": "y", "type": "double"}]}
                """);
    RowLayout layout = new RowLayout(List.of(), "y");
    byte[] bytes = new byte[10 + 1 + 8];
    Arrays.fill(bytes, 0, 9, (byte) 0xfe);
    bytes[9] = 0;
    assertNull(bare(schema, layout).decode(bytes, new Rows(layout, 1)));
  }

  @Test
  void columns_that_cannot_be_are_refused() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "name", "type": "string"},
                  {"name": "age", "type": ["null", "int"]},
                  {"name": "x", "type": {"type": "array", "items": "float"}},
                  {"name": "inner", "type": {"type": "record", "name": "I", "fields": [
                    {"name": "y", "type": "double"}]}}]}
                """);
    assertEquals(
        "schema: column 'name' is of type string, and no number",
        refusal(schema, List.of("name"), "inner.y"));
    assertEquals(
        "schema: column 'x' is of type array, and no number",
        refusal(schema, List.of("x"), "inner.y"));
    assertEquals(
        "schema: expected column 'aeg' among age, x[0], inner.y (did you mean 'age'?)",
        refusal(schema, List.of("aeg"), "inner.y"));
    Schema recursive =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Node", "fields": [
                  {"name": "y", "type": "double"}, {"name": "next", "type": ["null", "Node"]}]}
                """);
    assertEquals(
        "schema: type Node contains itself, which cannot be read",
        refusal(recursive, List.of(), "y"));
    assertEquals(
        "schema: format avro needs the schema of the records, for instance schema: order.avsc",
        assertThrows(
                SettingsException.class,
                () ->
                    RowFormats.of(
                        Settings.of(Map.of("format", "avro")),
                        new RowLayout(List.of(), "y"),
                        LabelColumn.real()))
            .getMessage());
  }

  private static String refusal(Schema schema, List<String> features, String label) {
    return assertThrows(SettingsException.class, () -> bare(schema, new RowLayout(features, label)))
        .getMessage();
  }

  private static List<String> elements(int count) {
    return IntStream.range(0, count).mapToObj(i -> "x[" + i + "]").toList();
  }

  private static RowDecoder framed(RowLayout layout) {
    return RowFormats.of(
        Settings.of(Map.of("format", "avro", "schemaText", ExampleWriter.schemaText())),
        layout,
        LabelColumn.real());
  }

  private static RowDecoder bare(Schema schema, RowLayout layout) {
    return RowFormats.of(
        Settings.of(Map.of("format", "avro", "framing", "bare", "schemaText", schema.toString())),
        layout,
        LabelColumn.real(),
        column -> true);
  }
}
