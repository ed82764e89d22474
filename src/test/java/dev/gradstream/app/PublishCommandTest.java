package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.gradstream.console.ExitStatus;
import dev.gradstream.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PublishCommandTest {
  @TempDir Path directory;
  private final Captured captured = new Captured(false);
  private final MemoryExampleSink sink = new MemoryExampleSink(2);
  private boolean opened;
  private String standardInput = "";

  private int publish(String text, String... words) throws IOException {
    PublishCommand command =
        new PublishCommand(
            captured.context,
            (options, topic, partitions, records) -> {
              opened = true;
              return sink;
            });
    command.standardInput =
        new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8));
    CommandLine line = new CommandLine(command);
    List<String> first = new ArrayList<>();
    if (text != null) {
      first.add(Files.writeString(directory.resolve("a.csv"), text).toString());
    }
    line.parseArgs(
        Stream.of(first.stream(), Stream.of(words), Stream.of("--topic", "t"))
            .flatMap(part -> part)
            .toArray(String[]::new));
    return command.call();
  }

  @Test
  void records_go_round_the_partitions_in_the_order_of_the_file() throws IOException {
    assertEquals(ExitStatus.DONE, publish("a,b\n1,2\n3,4\n5,6\n"));
    assertEquals(List.of("0//1,2", "1//3,4", "0//5,6"), sink.visible);
    assertTrue(sink.closed);
    assertEquals(
        "published 3 records into topic 't', 2 partitions\ncolumns: [a, b]\n", captured.out());
  }

  @Test
  void a_keyed_record_leaves_its_partition_to_the_key() throws IOException {
    publish("a,b\n1,x\n3,y\n", "--key", "b");
    assertEquals(List.of("-1/x/1,x", "-1/y/3,y"), sink.visible);
  }

  @Test
  void the_files_of_a_directory_follow_one_another_by_name_packed_or_not() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("parts"));
    Files.writeString(folder.resolve("b.csv"), "a,b\n3,4\n");
    Files.writeString(folder.resolve("notes.txt"), "not an example");
    Files.write(
        folder.resolve("a.csv.zst"), Zstd.compress("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals(ExitStatus.DONE, publish("a,b\n5,6\n", folder.toString()));
    assertEquals(List.of("0//5,6", "1//1,2", "0//3,4"), sink.visible);
  }

  @Test
  void a_file_of_other_columns_publishes_nothing() throws IOException {
    Path other = Files.writeString(directory.resolve("other.csv"), "a,c\n3,4\n");
    Failure failure = assertThrows(Failure.class, () -> publish("a,b\n1,2\n", other.toString()));
    assertEquals(
        other + ": expected the columns of the first file, a, b, got a, c", failure.getMessage());
    assertFalse(opened);
  }

  @Test
  void standard_input_is_read_when_its_form_is_named() throws IOException {
    standardInput = "x\ty\n1\t2\n";
    assertEquals(ExitStatus.DONE, publish(null, "-", "--format", "tsv"));
    assertEquals(List.of("0//1\t2"), sink.visible);
    Failure failure = assertThrows(Failure.class, () -> publish(null, "-"));
    assertTrue(failure.getMessage().endsWith("say it: --format csv"), failure.getMessage());
  }

  @Test
  void a_separator_can_be_named() throws IOException {
    publish("a;b\n\"1;0\";2\n", "--separator", ";");
    assertEquals(List.of("0//\"1;0\";2"), sink.visible);
    assertTrue(captured.out().endsWith("columns: [a, b]\nseparator: \";\"\n"), captured.out());
    assertThrows(Failure.class, () -> publish("a\n1\n", "--separator", "ab"));
  }

  @Test
  void the_records_of_an_avro_container_go_bare_and_the_schema_is_told() throws IOException {
    Schema schema =
        SchemaBuilder.record("R").fields().requiredInt("a").requiredString("k").endRecord();
    Path file = directory.resolve("r.avro");
    try (var writer = new DataFileWriter<GenericRecord>(new GenericDatumWriter<>(schema))) {
      writer.create(schema, file.toFile());
      writer.append(new GenericRecordBuilder(schema).set("a", 3).set("k", "x").build());
    }
    MemoryExampleSink only = sink;
    assertEquals(ExitStatus.DONE, publish(null, file.toString(), "--key", "k"));
    assertEquals(List.of("-1/x/\u0006\u0002x"), only.visible);
    assertTrue(
        captured
            .out()
            .contains(
                "source: { topic: t, format: avro, framing: bare, schema: '" + schema + "' }"),
        captured.out());
    Path cut = directory.resolve("cut.avro");
    byte[] whole = Files.readAllBytes(file);
    Files.write(cut, Arrays.copyOf(whole, whole.length - 5));
    assertThrows(Failure.class, () -> publish(null, cut.toString()));
    Files.write(cut, "no container".getBytes(StandardCharsets.UTF_8));
    String told = assertThrows(Failure.class, () -> publish(null, cut.toString())).getMessage();
    assertTrue(told.startsWith(cut + ": is no Avro container file"), told);
  }

  @Test
  void a_limit_reads_no_further() throws IOException {
    publish("a,b\n1,2\n3,4\nbroken\n", "--limit", "2");
    assertEquals(List.of("0//1,2", "1//3,4"), sink.visible);
  }

  @Test
  void the_result_can_be_had_as_json() throws IOException {
    publish("a,\"b c\"\n1,2\n", "--json");
    assertEquals(
        "{\"topic\":\"t\",\"partitions\":2,\"records\":1,\"bytes\":3,\"seconds\":0.0,"
            + "\"columns\":[\"a\",\"b c\"]}\n",
        captured.out());
  }

  @Test
  void names_that_yaml_would_misread_are_quoted() throws IOException {
    publish("a b,\"x,y\",>50K,yes,\"q\"\"q\"\n1,2,3,4,5\n");
    assertTrue(
        captured.out().endsWith("columns: [a b, \"x,y\", \">50K\", \"yes\", \"q\\\"q\"]\n"),
        captured.out());
  }

  @Test
  void a_malformed_record_is_refused_before_anything_is_connected() {
    Failure failure = assertThrows(Failure.class, () -> publish("a,b\n1,2\n3\n"));
    assertTrue(failure.getMessage().endsWith("a.csv:3: expected 2 columns, got 1"));
    assertEquals(ExitStatus.FAILED, failure.status());
    assertFalse(opened);
    assertEquals("", captured.out());
  }

  @Test
  void an_interrupt_leaves_nothing_published() {
    captured.context.shutdown().run();
    Failure failure = assertThrows(Failure.class, () -> publish("a,b\n1,2\n"));
    assertEquals("interrupted; nothing was published", failure.getMessage());
    assertEquals(List.of(), sink.visible);
  }

  @Test
  void a_file_without_a_record_is_refused() {
    Failure failure = assertThrows(Failure.class, () -> publish("a,b\n"));
    assertTrue(failure.getMessage().contains("holds no record"), failure.getMessage());
  }

  @Test
  void impossible_options_are_wrong_usage() {
    for (String[] wrong :
        new String[][] {
          {"--partitions", "0"}, {"--partitions", "-1"}, {"--limit", "0"}, {"--format", "xml"}
        }) {
      Failure failure = assertThrows(Failure.class, () -> publish("a\n1\n", wrong));
      assertEquals(ExitStatus.USAGE, failure.status());
      assertTrue(failure.getMessage().startsWith(wrong[0] + " " + wrong[1] + ": expected"));
    }
  }

  @Test
  void a_missing_file_is_named_through_main() {
    assertEquals(ExitStatus.FAILED, captured.run("publish", "no/such.csv", "--topic", "t"));
    assertEquals("gradstream: no/such.csv: no such file\n", captured.err());
  }

  @Test
  void what_cannot_be_read_is_named() throws IOException {
    Path folder = Files.createDirectory(directory.resolve("b.csv"));
    assertEquals(
        folder + ": holds no file whose name ends as one of examples does",
        refusal(folder, ExitStatus.FAILED));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    }
    byte[] whole = packed.toByteArray();
    for (int length : new int[] {0, 5, 15, whole.length - 9}) {
      Path cut = directory.resolve("c.csv.gz");
      Files.write(cut, Arrays.copyOf(whole, length));
      String told = refusal(cut, ExitStatus.FAILED);
      assertTrue(told.startsWith(cut + ": "), told);
      assertTrue(told.contains("gzip"), told);
    }
    Path binary = Files.write(directory.resolve("d.csv"), new byte[] {'a', 0, 'b', '\n'});
    assertEquals(
        binary + ":1: expected text, got a byte of zero: is this another kind of file?",
        refusal(binary, ExitStatus.FAILED));
  }

  private String refusal(Path file, int status) {
    Captured told = new Captured(false);
    assertEquals(status, told.run("publish", file.toString(), "--topic", "t"));
    assertEquals("", told.out());
    return told.err().strip().replaceFirst("^gradstream: ", "");
  }

  @Test
  void an_impossible_topic_is_wrong_usage() {
    assertEquals(ExitStatus.USAGE, captured.run("publish", "a.csv", "--topic", "a b"));
    assertTrue(captured.err().startsWith("gradstream: --topic a b: expected"), captured.err());
  }
}
