package dev.gradstream.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.console.Failure;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordReaderTest {
  @TempDir Path directory;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static List<String> values(RecordReader reader) throws IOException {
    List<String> values = new ArrayList<>();
    try (reader) {
      while (reader.next()) {
        values.add(new String(reader.value(), StandardCharsets.UTF_8));
      }
    }
    return values;
  }

  private List<String> csv(String text) throws IOException {
    return values(plain(file("a.csv", text)).open());
  }

  private List<String> json(String text) throws IOException {
    return values(plain(file("a.jsonl", text)).open());
  }

  private static ExampleFile plain(Path file) {
    return new ExampleFile(file, new ExampleForm(null, null, List.of(), null, null));
  }

  private String refusal(org.junit.jupiter.api.function.Executable reading) {
    return assertThrows(Failure.class, reading).getMessage().replace(directory + "/", "");
  }

  @Test
  void csv_records_stand_as_they_came_without_header_and_line_ends() throws IOException {
    assertEquals(List.of("1, 2", "3,4"), csv("a,b\n1, 2\n3,4\n"));
    assertEquals(List.of("1,2", "3,4"), csv("a,b\r\n1,2\r\n3,4"));
    assertEquals(List.of("1,2", "3,4"), csv("\ufeffa,b\n1,2\n\n3,4\n\n\r\n"));
    assertEquals(List.of(",", "\"\","), csv("a,b\n,\n\"\",\n"));
    assertEquals(List.of(), csv("a,b\n"));
  }

  @Test
  void a_quoted_record_of_several_lines_stays_whole() throws IOException {
    assertEquals(
        List.of("\"x\ny, \"\"z\"\"\r\n\",2", "5\" disk,3"),
        csv("a,b\n\"x\ny, \"\"z\"\"\r\n\",2\r\n5\" disk,3\n"));
  }

  @Test
  void a_record_with_another_number_of_columns_is_named_with_its_line() {
    assertEquals("a.csv:3: expected 2 columns, got 1", refusal(() -> csv("a,b\n1,2\n3\n")));
    assertEquals("a.csv:3: expected 2 columns, got 3", refusal(() -> csv("a,b\n1,2\n3,4,\n5,6")));
    assertEquals("a.csv:5: expected 2 columns, got 1", refusal(() -> csv("a,b\n\"1\n\",2\n\n3\n")));
  }

  @Test
  void malformed_quotes_are_named_with_line_and_column() {
    assertEquals(
        "a.csv:2: a quote opened in column 2 is never closed",
        refusal(() -> csv("a,b\n1,\"2\n3,4")));
    assertEquals(
        "a.csv:2: column 1 goes on after its closing quote; double a quote inside",
        refusal(() -> csv("a,b\n\"1\"2,3\n")));
  }

  @Test
  void a_header_that_is_none_is_refused() {
    assertEquals(
        "a.csv:1: expected a header line, got '1.24', a number; for a file without a header name its"
            + " columns: --columns a,b,...",
        refusal(() -> csv("1.24,0.875,x\n")));
    assertEquals(
        "a.csv:1: the header names a column twice: a, a", refusal(() -> csv("a, a\n1,2\n")));
    assertEquals(
        "a.csv:1: column 2 of the header has no name; name it", refusal(() -> csv("a,,b\n")));
    assertEquals("a.csv:1: expected a header line, got an empty file", refusal(() -> csv("")));
  }

  @Test
  void names_may_be_given_for_a_file_without_a_header() throws IOException {
    ExampleFile file =
        new ExampleFile(
            file("a.csv", "1,2\n3,4\n"),
            new ExampleForm(null, null, List.of("a", "b"), null, null));
    assertEquals(List.of("1,2", "3,4"), values(file.open()));
  }

  @Test
  void text_of_another_encoding_is_refused() throws IOException {
    Path wide = directory.resolve("wide.csv");
    Files.write(wide, "\ufeffa,b\n".getBytes(StandardCharsets.UTF_16LE));
    assertEquals("wide.csv:1: is UTF-16 text; save it as UTF-8", refusal(() -> plain(wide).open()));
  }

  @Test
  void a_record_larger_than_kafka_takes_is_refused_before_memory_is() {
    assertEquals(
        "a.csv:2: expected records of at most 1000000 bytes, and this one is longer (is a quote"
            + " missing?)",
        refusal(() -> csv("a,b\n\"" + "x,1\n".repeat(300_000))));
  }

  @Test
  void the_key_is_the_text_of_its_column() throws IOException {
    try (RecordReader reader =
        new ExampleFile(
                file("a.csv", "a,b\n1,\"x \"\"y\"\"\"\n"),
                new ExampleForm(null, null, List.of(), "b", null))
            .open()) {
      assertTrue(reader.next());
      assertEquals("x \"y\"", new String(reader.key(), StandardCharsets.UTF_8));
      assertEquals(List.of("a", "b"), reader.columns());
    }
    try (RecordReader reader =
        new ExampleFile(
                file("a.json", "{\"id\": 17, \"v\": [1, 2]}\n"),
                new ExampleForm(null, null, List.of(), "id", null))
            .open()) {
      assertTrue(reader.next());
      assertEquals("17", new String(reader.key(), StandardCharsets.UTF_8));
      assertEquals(List.of("id", "v"), reader.columns());
    }
    assertEquals(
        "--key c: no such column; known: a, b",
        refusal(
            () ->
                new ExampleFile(
                        file("a.csv", "a,b\n"), new ExampleForm(null, null, List.of(), "c", null))
                    .open()));
  }

  @Test
  void without_a_key_column_a_record_has_no_key() throws IOException {
    try (RecordReader reader = plain(file("a.csv", "a\n1\n")).open()) {
      assertTrue(reader.next());
      assertNull(reader.key());
    }
  }

  @Test
  void json_lines_stand_as_they_came() throws IOException {
    assertEquals(
        List.of("{\"a\": 1}", " {\"a\": {\"b\": []}, \"c\": null}"),
        json("{\"a\": 1}\r\n\n {\"a\": {\"b\": []}, \"c\": null}\n"));
  }

  @Test
  void a_line_that_is_no_json_object_is_named() {
    assertEquals(
        "a.jsonl:2: expected a JSON object on a line of its own", refusal(() -> json("{}\n[1]\n")));
    assertEquals(
        "a.jsonl:1: expected nothing after the JSON object on its line",
        refusal(() -> json("{} {}\n")));
    String broken = refusal(() -> json("{\"a\":1}\n{\"a\":}\n"));
    assertTrue(broken.startsWith("a.jsonl:2: is not JSON: Unexpected character ('}'"), broken);
    assertEquals(
        "a.jsonl:1: expected a text or number named 'id' for the key",
        refusal(
            () ->
                values(
                    new ExampleFile(
                            file("a.jsonl", "{\"id\":null}"),
                            new ExampleForm(null, null, List.of(), "id", null))
                        .open())));
  }

  @Test
  void a_packed_file_is_read_as_the_plain_one() throws IOException {
    Path packed = directory.resolve("a.CSV.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(List.of("1,2"), values(plain(packed).open()));
    Path fake = file("b.csv.gz", "a,b\n");
    assertTrue(
        refusal(() -> plain(fake).open()).startsWith("b.csv.gz: is named .gz and is not gzip"));
  }

  @Test
  void a_name_that_tells_no_format_asks_for_one() throws IOException {
    Path file = file("a.txt", "a\n1\n");
    assertTrue(
        refusal(() -> plain(file).open())
            .endsWith("and .gz or .zst after it); say it: --format csv|tsv|json|avro|vw|idx"));
    assertEquals(
        List.of("1"),
        values(
            new ExampleFile(file, new ExampleForm(FileFormat.CSV, null, List.of(), null, null))
                .open()));
  }

  private static byte[] idx(int mark, int... sizesAndBytes) throws IOException {
    var out = new ByteArrayOutputStream();
    var data = new DataOutputStream(out);
    data.writeInt(mark);
    int sizes = (mark & 0xff) == 3 ? 3 : 1;
    for (int i = 0; i < sizesAndBytes.length; i++) {
      if (i < sizes) {
        data.writeInt(sizesAndBytes[i]);
      } else {
        data.writeByte(sizesAndBytes[i]);
      }
    }
    return out.toByteArray();
  }

  private ExampleFile images(byte[] images, byte[] labels) throws IOException {
    Path pixels = Files.write(directory.resolve("a-idx3-ubyte"), images);
    Path digits = Files.write(directory.resolve("a-idx1-ubyte"), labels);
    return new ExampleFile(pixels, new ExampleForm(null, null, List.of(), null, digits));
  }

  @Test
  void an_image_and_its_label_are_one_avro_record() throws IOException {
    byte[] images = idx(0x803, 2, 1, 3, 0, 127, 255, 1, 2, 3);
    byte[] labels = idx(0x801, 2, 7, 200);
    try (RecordReader reader = images(images, labels).open()) {
      assertEquals(List.of("pixels[0..2]", "label"), reader.columns());
      assertTrue(reader.next());
      assertArrayEquals(new byte[] {6, 0, 127, -1, 14}, reader.value());
      assertTrue(reader.next());
      assertArrayEquals(new byte[] {6, 1, 2, 3, (byte) 0x90, 3}, reader.value());
      assertFalse(reader.next());
      assertTrue(reader.schema().contains("\"bytes\""));
    }
  }

  @Test
  void images_that_are_none_or_do_not_fit_their_labels_are_refused() throws IOException {
    byte[] images = idx(0x803, 2, 1, 1, 5, 6);
    byte[] labels = idx(0x801, 2, 1, 0);
    assertTrue(
        refusal(() -> images(labels, labels).open())
            .endsWith("expected images, whose file begins with 00 00 08 03, got 00 00 08 01"));
    assertTrue(
        refusal(() -> images(images, idx(0x801, 3, 1, 0, 1)).open())
            .contains("expected a label for each of the 2 images"));
    assertTrue(
        refusal(() -> images(idx(0x803, 2, 9999, 9999), labels).open())
            .contains("expected images of 1 to 1000000 pixels"));
    try (RecordReader reader = images(idx(0x803, 2, 1, 1, 5), labels).open()) {
      assertTrue(reader.next());
      assertTrue(refusal(reader::next).endsWith("it ends within number 2"));
    }
    ExampleFile alone = plain(directory.resolve("a-idx3-ubyte"));
    assertTrue(
        refusal(alone::open).endsWith("images need the file of their labels: --labels FILE"));
  }
}
