package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.config.ColumnGlance;
import dev.gradstream.config.ConfigFile;
import dev.gradstream.config.ConfigProposal;
import dev.gradstream.config.RecordForm;
import dev.gradstream.console.Failure;
import dev.gradstream.features.Rows;
import dev.gradstream.pipeline.port.CheckedSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/** What is read out of records nobody described; every proposal is a configuration that works. */
final class ConfigProposalTest {
  private static final int RECORDS = 60;

  private static List<byte[]> bytes(Stream<String> texts) {
    return texts.map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  private static Map<String, ColumnGlance> glances(RecordForm form, List<byte[]> values) {
    List<Map<String, String>> read = values.stream().map(form::columns).toList();
    Map<String, ColumnGlance> glances = new LinkedHashMap<>();
    read.forEach(r -> r.keySet().forEach(n -> glances.computeIfAbsent(n, ColumnGlance::new)));
    read.forEach(r -> glances.forEach((name, glance) -> glance.take(r.get(name))));
    return glances;
  }

  private static String proposal(List<byte[]> values, List<String> names, String label) {
    RecordForm form = RecordForm.of(values, names, null, null);
    String yaml = ConfigProposal.of("t", form, glances(form, values).values(), label).yaml();
    ConfigFile.text(Path.of("proposal"), yaml).as(CheckedSpecification::of);
    return yaml;
  }

  @Test
  void dates_become_parts_of_times() {
    List<byte[]> values =
        bytes(
            IntStream.range(0, RECORDS)
                .mapToObj(
                    i -> "2024-02-%02dT10:%02d:00Z,%s".formatted(i % 28 + 1, i, i * 7 % 5.5)));
    String yaml = proposal(values, List.of("when", "y"), null);
    assertTrue(yaml.contains("- { columns: [when], time: [hour, weekday, yearday] }"), yaml);
  }

  @Test
  void timestamps_and_decimals_of_avro_become_times_and_numbers() throws IOException {
    Schema schema =
        new Schema.Parser()
            .parse(
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                  {"name": "day", "type": {"type": "int", "logicalType": "date"}},
                  {"name": "price", "type":
                    {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}},
                  {"name": "y", "type": "double"}]}
                """);
    List<byte[]> values = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      GenericData.Record row = new GenericData.Record(schema);
      row.put("at", 1_714_566_896_789L + i * 3_600_000L);
      row.put("day", 19_000 + i);
      row.put("price", ByteBuffer.wrap(BigInteger.valueOf(100 + i * 37 % 11).toByteArray()));
      row.put("y", i * 7 % 5.5);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
      new GenericDatumWriter<GenericData.Record>(schema).write(row, encoder);
      values.add(bytes.toByteArray());
    }
    RecordForm form = RecordForm.of(values, List.of(), schema.toString(), null);
    String yaml = ConfigProposal.of("t", form, glances(form, values).values(), null).yaml();
    assertTrue(yaml.contains("- { columns: [at, day], time: [hour, weekday, yearday] }"), yaml);
    assertTrue(yaml.contains("- { columns: [price], scale: standard }"), yaml);
    CheckedSpecification checked =
        ConfigFile.text(Path.of("proposal"), yaml).as(CheckedSpecification::of);
    Rows rows = new Rows(checked.specification().layout(), 1);
    assertNull(
        CheckedSpecification.decoder(checked.specification()).decode(values.getFirst(), rows));
    assertEquals(1_714_566_896.789, rows.value(0, 0));
    assertEquals(86_400.0 * 19_000, rows.value(0, 1));
    assertEquals(1, rows.value(0, 2));
  }

  @Test
  void lines_of_vowpal_wabbits_are_told_from_columns_with_bars_between_them() {
    String yaml =
        proposal(
            bytes(
                IntStream.range(0, RECORDS)
                    .mapToObj(
                        i -> (i % 2 == 0 ? "1" : "-1") + " 'r" + i + "|user age:" + i + " x")),
            List.of(),
            null);
    assertTrue(yaml.contains("format: vw"), yaml);
    assertTrue(yaml.contains("kind: binary, negative: [\"-1\"], positive: [\"1\"]"), yaml);
    assertTrue(yaml.contains("- { columns: [user], encode: bag, buckets: 262144 }"), yaml);
    String bars =
        proposal(
            bytes(IntStream.range(0, RECORDS).mapToObj(i -> i % 7 + "|" + i * 0.5 + "|" + i % 2)),
            List.of(),
            null);
    assertTrue(bars.contains("format: csv\n  separator: \"|\""), bars);
  }

  @Test
  void lines_get_a_label_from_the_end_and_useless_columns_are_left_out() {
    List<byte[]> values =
        bytes(
            IntStream.range(0, RECORDS)
                .mapToObj(i -> i + ";7;" + (i % 5 == 0 ? "?" : i * 0.5) + ";;" + i % 3));
    String yaml = proposal(values, List.of(), null);
    assertTrue(yaml.contains("separator: \";\"\n  columns: [c1, c2, c3, c4, c5]"), yaml);
    assertTrue(yaml.contains("label: { name: c5, kind: class, classes: 3 }"), yaml);
    assertTrue(yaml.contains("- { columns: [c3], scale: standard, missing: indicator }"), yaml);
    assertTrue(
        yaml.contains("# left out: c1 (counts the records), c2 (constant), c4 (always missing)"),
        yaml);
    assertTrue(yaml.contains("{ dense: 3 }\n  loss: softmax"), yaml);
  }

  @Test
  void texts_are_encoded_by_how_many_there_are_and_two_words_make_a_label() {
    List<byte[]> values =
        bytes(
            IntStream.range(0, 200)
                .mapToObj(i -> "t" + i + "," + (i % 3 == 0 ? "red" : "blue") + "," + yes(i)));
    String yaml = proposal(values, List.of("id", "colour", "income"), "income");
    assertTrue(yaml.contains("{ columns: [colour], encode: onehot }"), yaml);
    assertTrue(yaml.contains("{ columns: [id], encode: hash, buckets: 4096 }"), yaml);
    assertTrue(
        yaml.contains(
            "label: { name: income, kind: binary, negative: [\"<=50K\"], positive: [\">50K\"] }"),
        yaml);
  }

  private static String yes(int i) {
    return i % 4 == 0 ? ">50K" : "<=50K";
  }

  @Test
  void json_is_read_by_path_and_a_usual_name_makes_a_label() {
    List<byte[]> values =
        bytes(
            IntStream.range(0, RECORDS)
                .mapToObj(
                    i ->
                        "{\"a\": {\"b\": %s}, \"target\": %b, \"x\": [%d, 2.5], \"z\": %s}"
                            .formatted(Math.sin(i), i % 2 == 0, i * 7 % 13, Math.cos(i))));
    String yaml = proposal(values, List.of(), null);
    assertTrue(yaml.contains("format: json"), yaml);
    assertTrue(yaml.contains("label: { name: target, kind: binary }"), yaml);
    assertTrue(yaml.contains("[\"a.b\", \"x[0]\", z]"), yaml);
    assertTrue(yaml.contains("# left out: x[1] (constant)"), yaml);
  }

  @Test
  void a_label_can_be_named_and_must_be_a_number_in_every_record() {
    List<byte[]> values =
        bytes(IntStream.range(0, RECORDS).mapToObj(i -> Math.sin(i) + "," + i % 4 + "," + i % 2));
    List<String> names = List.of("u", "v", "w");
    assertTrue(
        proposal(values, names, "u").contains("label: { name: u, kind: real, scale: standard }"));
    assertTrue(
        assertThrows(Failure.class, () -> proposal(values, names, "x"))
            .getMessage()
            .startsWith(
                "--label x: is no column that is a number, or one of two words, in every record;"));
    assertThrows(Failure.class, () -> proposal(values, List.of("only"), null));
  }

  @Test
  void what_cannot_be_described_says_what_is_missing() {
    List<byte[]> single = List.of(new byte[] {(byte) 0xc3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4});
    assertTrue(
        assertThrows(Failure.class, () -> RecordForm.of(single, List.of(), null, null))
            .getMessage()
            .endsWith("--schema FILE.avsc"));
    List<byte[]> texts = bytes(Stream.of("a,b", "c,d", "e,f"));
    assertEquals(
        "no column can be a label: none is a number, or one of two words, in every record",
        assertThrows(Failure.class, () -> proposal(texts, List.of(), null)).getMessage());
  }
}
