package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PublishCommandTest {
  @TempDir Path directory;
  private final Captured captured = new Captured(false);
  private final MemoryExampleSink sink = new MemoryExampleSink(2);
  private boolean opened;

  private int publish(String text, String... words) throws IOException {
    PublishCommand command =
        new PublishCommand(
            captured.context,
            (options, topic, partitions, records) -> {
              opened = true;
              return sink;
            });
    CommandLine line = new CommandLine(command);
    Path file = Files.writeString(directory.resolve("a.csv"), text);
    line.parseArgs(
        Stream.concat(Stream.of(file.toString(), "--topic", "t"), Stream.of(words))
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
    assertEquals(folder + ": expected a file, got a directory", refusal(folder, ExitStatus.FAILED));
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
