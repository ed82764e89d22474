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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

/** Decimals, and points in time of every format. */
class AvroLogicalTypesTest {
  private static final Schema TIMES =
      new Schema.Parser()
          .parse(
              """
              {"type": "record", "name": "Times", "fields": [
                {"name": "date", "type": {"type": "int", "logicalType": "date"}},
                {"name": "timeMillis", "type": {"type": "int", "logicalType": "time-millis"}},
                {"name": "timeMicros", "type": {"type": "long", "logicalType": "time-micros"}},
                {"name": "millis", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                {"name": "micros", "type": {"type": "long", "logicalType": "timestamp-micros"}},
                {"name": "nanos", "type": {"type": "long", "logicalType": "timestamp-nanos"}},
                {"name": "localMillis", "type": ["null",
                  {"type": "long", "logicalType": "local-timestamp-millis"}]},
                {"name": "localMicros", "type": {"type": "long", "logicalType": "local-timestamp-micros"}},
                {"name": "text", "type": "string"},
                {"name": "seconds", "type": "double"},
                {"name": "y", "type": "int"}]}
              """);
  private static final List<String> COLUMNS =
      TIMES.getFields().stream().map(Schema.Field::name).filter(name -> !name.equals("y")).toList();

  @Test
  void every_logical_type_for_time_comes_in_seconds_since_1970_where_a_time_is_asked_for() {
    Instant moment = Instant.parse("2024-05-01T12:34:56.789Z");
    GenericData.Record row = new GenericData.Record(TIMES);
    row.put("date", (int) LocalDate.of(2024, 5, 1).toEpochDay());
    row.put("timeMillis", (int) (LocalTime.of(12, 34, 56).toNanoOfDay() / 1_000_000));
    row.put("timeMicros", LocalTime.of(12, 34, 56).toNanoOfDay() / 1000);
    row.put("millis", moment.toEpochMilli());
    row.put("micros", moment.toEpochMilli() * 1000);
    row.put("nanos", moment.toEpochMilli() * 1_000_000);
    row.put("localMillis", moment.toEpochMilli());
    row.put("localMicros", moment.toEpochMilli() * 1000);
    row.put("text", "2024-05-01T14:34:56.789+02:00");
    row.put("seconds", 1714566896.789);
    row.put("y", 1);
    Rows rows = new Rows(layout(COLUMNS), 1);
    assertNull(decoder(TIMES, layout(COLUMNS)).decode(SampleFormat.bytes(row), rows));
    double time = 12 * 3600 + 34 * 60 + 56;
    double at = moment.toEpochMilli() / 1e3;
    assertArrayEquals(
        new double[] {86_400.0 * 19_844, time, time, at, at, at, at, at, at, at, 1},
        Arrays.copyOf(rows.values(), 11));
  }

  @Test
  void a_plain_column_of_a_time_is_the_number_that_is_written() {
    RowLayout layout = new RowLayout(List.of("date", "millis"), "y");
    GenericData.Record row = new GenericData.Record(TIMES);
    TIMES.getFields().forEach(field -> row.put(field.name(), 0L));
    row.put("date", 19_844);
    row.put("timeMillis", 0);
    row.put("millis", 1_714_566_896_789L);
    row.put("text", "");
    row.put("seconds", 0.0);
    row.put("y", 1);
    Rows rows = new Rows(layout, 1);
    assertNull(decoder(TIMES, layout).decode(SampleFormat.bytes(row), rows));
    assertArrayEquals(
        new double[] {19_844, 1_714_566_896_789d, 1}, Arrays.copyOf(rows.values(), 3));
  }

  @Test
  void csv_and_json_read_the_same_times_from_texts_and_numbers() {
    RowLayout layout = layout(List.of("a", "b"));
    for (var source :
        Map.of(
                "2024-05-01 12:34:56,1714566896,1",
                Map.of("format", "csv", "columns", List.of("a", "b", "y")),
                "{\"a\": \"2024-05-01T12:34:56Z\", \"b\": 1714566896, \"y\": 1}",
                Map.of("format", "json"))
            .entrySet()) {
      RowDecoder decoder =
          RowFormats.of(Settings.of(source.getValue()), layout, LabelColumn.real());
      Rows rows = new Rows(layout, 1);
      assertNull(decoder.decode(source.getKey().getBytes(StandardCharsets.UTF_8), rows));
      assertArrayEquals(
          new double[] {1_714_566_896, 1_714_566_896, 1}, Arrays.copyOf(rows.values(), 3));
      String late = source.getKey().replaceFirst("12:34", "25:34");
      assertEquals(
          "column 'a': expected a time such as 2024-05-01T12:34:56Z, got '"
              + late.replaceAll(".*(2024[^\",]*).*", "$1")
              + "'",
          decoder.decode(late.getBytes(StandardCharsets.UTF_8), rows));
      assertEquals(1, rows.count());
    }
  }

  @Test
  void decimals_are_rounded_as_the_jdk_rounds_them_in_bytes_and_in_fixed() {
    Random random = new Random(8);
    for (int scale : new int[] {0, 2, 9, 22, 23, 40}) {
      Schema schema =
          new Schema.Parser()
              .parse(
                  """
                  {"type": "record", "name": "Price", "fields": [
                    {"name": "b", "type": ["null",
                      {"type": "bytes", "logicalType": "decimal", "precision": 45, "scale": %1$d}]},
                    {"name": "f", "type": {"type": "fixed", "name": "F", "size": 20,
                      "logicalType": "decimal", "precision": 45, "scale": %1$d}},
                    {"name": "y", "type": "int"}]}
                  """
                      .formatted(scale));
      RowLayout layout = new RowLayout(List.of("b", "f"), "y");
      RowDecoder decoder = decoder(schema, layout);
      Rows rows = new Rows(layout, 1);
      for (int i = 0; i < 5000; i++) {
        BigInteger digits = new BigInteger(random.nextInt(1, 140), random);
        digits = random.nextBoolean() ? digits : digits.negate();
        double expected = new BigDecimal(digits, scale).doubleValue();
        if (Math.abs(expected) > 1e20) {
          continue; // no value of a feature, in whatever format
        }
        byte[] fixed = new byte[20];
        byte[] bytes = digits.toByteArray();
        Arrays.fill(fixed, 0, 20 - bytes.length, (byte) (digits.signum() < 0 ? -1 : 0));
        System.arraycopy(bytes, 0, fixed, 20 - bytes.length, bytes.length);
        GenericData.Record row = new GenericData.Record(schema);
        row.put("b", ByteBuffer.wrap(bytes));
        row.put("f", new GenericData.Fixed(schema.getField("f").schema(), fixed));
        row.put("y", 0);
        assertNull(decoder.decode(SampleFormat.bytes(row), rows));
        assertEquals(expected, rows.value(0, 0));
        assertEquals(expected, rows.value(0, 1));
        rows.clear();
      }
    }
  }

  @Test
  void a_decimal_without_digits_or_with_thousands_is_turned_down() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "Price", "fields": [
                  {"name": "b", "type":
                    {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                  {"name": "y", "type": "int"}]}
                """);
    RowLayout layout = new RowLayout(List.of("b"), "y");
    Rows rows = new Rows(layout, 1);
    assertEquals(
        "column 'b': expected a decimal number of 1 to 1024 bytes, got 0",
        decoder(schema, layout).decode(new byte[] {0, 2}, rows));
    byte[] long2000 = new byte[2003];
    long2000[0] = (byte) 0xa0;
    long2000[1] = 0x1f;
    assertEquals(
        "column 'b': expected a decimal number of 1 to 1024 bytes, got 2000",
        decoder(schema, layout).decode(long2000, rows));
  }

  @Test
  void a_decimal_of_absurd_scale_is_refused_with_its_schema() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "b", "type": {"type": "bytes", "logicalType": "decimal",
                    "precision": 2000000000, "scale": 2000000000}},
                  {"name": "y", "type": "int"}]}
                """);
    String problem =
        assertThrows(
                SettingsException.class, () -> decoder(schema, new RowLayout(List.of("b"), "y")))
            .getMessage();
    assertTrue(problem.contains("2000000000 digits behind its point"), problem);
  }

  @Test
  void an_element_of_a_vector_is_no_time() {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "x", "type": {"type": "array", "items": "long"}},
                  {"name": "y", "type": "int"}]}
                """);
    String problem =
        assertThrows(SettingsException.class, () -> decoder(schema, layout(List.of("x[0]"))))
            .getMessage();
    assertTrue(problem.contains("can't be a time"), problem);
  }

  private static RowLayout layout(List<String> times) {
    return new RowLayout(times, "y", Optional.empty(), List.of(), times);
  }

  private static RowDecoder decoder(Schema schema, RowLayout layout) {
    return RowFormats.of(
        Settings.of(Map.of("format", "avro", "framing", "bare", "schemaText", schema.toString())),
        layout,
        LabelColumn.real());
  }
}
