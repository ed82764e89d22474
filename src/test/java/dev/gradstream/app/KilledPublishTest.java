package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gradstream.files.FileFormat;
import dev.gradstream.kafka.KafkaSource;
import dev.gradstream.kafka.TestCluster;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A publish that is killed and begun again, of every form of file. */
@Timeout(120)
final class KilledPublishTest {
  private static final int RECORDS = 3000;
  private static final String FILLING = "f".repeat(400); // so that much of it is sent by then

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> a_publish_that_was_killed_is_done_again_without_a_record_twice() {
    return Arrays.stream(FileFormat.values())
        .map(format -> format.name().toLowerCase(Locale.ROOT))
        .map(word -> DynamicTest.dynamicTest(word, () -> killedAndDoneAgain(word)));
  }

  private void killedAndDoneAgain(String word) throws Exception {
    List<String> words = new ArrayList<>(file(word));
    String whole = TestCluster.newName("whole-" + word);
    String killed = TestCluster.newName("killed-" + word);
    Commands commands = Commands.onTestCluster();
    commands.done(command(words, whole));
    assertEquals(DyingPublish.STATUS, die(command(words, killed)));
    assertEquals(RECORDS, commands.done(command(words, killed)).get("records"));
    assertEquals(RECORDS, records(whole).size());
    assertEquals(records(whole), records(killed));
  }

  private static String[] command(List<String> words, String topic) {
    return Stream.of(Stream.of("publish"), words.stream(), Stream.of("--topic", topic))
        .flatMap(part -> part)
        .toArray(String[]::new);
  }

  private static int die(String[] words) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                DyingPublish.class.getName(),
                "" + RECORDS * 2 / 3));
    command.addAll(Arrays.asList(words).subList(1, words.length));
    command.addAll(List.of("--bootstrap-servers", TestCluster.connection().bootstrapServers()));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private static List<String> records(String topic) {
    KafkaSource source = new KafkaSource(TestCluster.connection(), topic);
    return TopicSample.of(source, Integer.MAX_VALUE).values().stream()
        .map(HexFormat.of()::formatHex)
        .toList();
  }

  // Words that publish such a file.
  private List<String> file(String word) throws IOException {
    Path file = directory.resolve("examples." + word);
    switch (word) {
      case "csv", "tsv" -> {
        String between = word.equals("csv") ? "," : "\t";
        Files.writeString(file, "n" + between + "f\n" + lines(i -> i + between + FILLING));
      }
      case "json" ->
          Files.writeString(file, lines(i -> "{\"n\":" + i + ",\"f\":\"" + FILLING + "\"}"));
      case "vw" -> Files.writeString(file, lines(i -> "1 |f n:" + i + " " + FILLING));
      case "avro" -> container(file);
      case "idx" -> {
        Path labels = directory.resolve("labels.idx");
        idx(file, 0x0803, 20);
        idx(labels, 0x0801, 0);
        return List.of(file.toString(), "--format", word, "--labels", labels.toString());
      }
      default -> throw new AssertionError("how is a file of " + word + " made?");
    }
    return List.of(file.toString(), "--format", word);
  }

  private static String lines(IntFunction<String> line) {
    return IntStream.range(0, RECORDS).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
  }

  private static void container(Path file) throws IOException {
    var schema =
        SchemaBuilder.record("R").fields().requiredInt("n").requiredString("f").endRecord();
    try (var writer =
        new DataFileWriter<GenericData.Record>(new GenericDatumWriter<>(schema))
            .create(schema, file.toFile())) {
      for (int i = 0; i < RECORDS; i++) {
        GenericData.Record row = new GenericData.Record(schema);
        row.put("n", i);
        row.put("f", FILLING);
        writer.append(row);
      }
    }
  }

  private static void idx(Path file, int mark, int side) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(mark);
    out.writeInt(RECORDS);
    if (side > 0) {
      out.writeInt(side);
      out.writeInt(side);
    }
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = new byte[side == 0 ? 1 : side * side];
      Arrays.fill(record, (byte) (i % 10));
      out.write(record);
    }
    Files.write(file, bytes.toByteArray());
  }
}
