package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.kafka.KafkaLoad;
import dev.gradstream.kafka.KafkaTopics;
import dev.gradstream.kafka.TestCluster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * What an owner of a topic with a registry does: inspect, train with what was proposed, and, long
 * after the registry is gone, replay.
 */
final class RegistryStory {
  private static final int RECORDS = 2000;
  private static final Schema FIRST =
      schema(
          "{'name': 'age', 'type': 'int'}, {'name': 'spent', 'type': {'type': 'bytes',"
              + " 'logicalType': 'decimal', 'precision': 9, 'scale': 2}},"
              + " {'name': 'bought', 'type': 'boolean'}");
  private static final Schema SECOND =
      schema(
          "{'name': 'bought', 'type': 'boolean'}, {'name': 'note', 'type': 'string'},"
              + " {'name': 'spent', 'type': {'type': 'bytes', 'logicalType': 'decimal',"
              + " 'precision': 9, 'scale': 2}}, {'name': 'age', 'type': 'double'}");

  /** A registry that takes schemas. */
  interface Registry extends AutoCloseable {
    String url();

    /** The number that it gives a schema. */
    int register(String subject, String schema) throws Exception;

    @Override
    void close();
  }

  private RegistryStory() {}

  private static Schema schema(String fields) {
    String text = "{'type': 'record', 'name': 'Customer', 'namespace': 'shop', 'fields': [%s]}";
    return new Schema.Parser().parse(text.formatted(fields).replace('\'', '"'));
  }

  static void tell(Registry registry, Path directory) throws Exception {
    String topic = TestCluster.newName("customers");
    Commands commands = Commands.onTestCluster();
    int first = registry.register(topic + "-value", FIRST.toString());
    int second = registry.register(topic + "-value", SECOND.toString());
    load(topic, first, second);
    Path config = directory.resolve(topic + ".yaml");
    Map<String, Object> found =
        commands.done(
            "inspect", "--topic", topic, "--registry", registry.url(), "-o", config.toString());
    assertEquals("Avro records of 1 schema of a registry", found.get("form"));
    assertEquals("bought", found.get("label"));
    Map<String, Object> trained = commands.done("train", config.toString(), "--no-page");
    assertEquals(RECORDS, trained.get("examples"));
    assertEquals(3, trained.get("rejected"));
    Map<String, Object> figures = Commands.inner(trained, "figures");
    assertTrue(Commands.number(figures, "accuracy") > 0.8, figures.toString());
    registry.close();
    Map<String, Object> replayed = commands.done("replay", topic);
    assertEquals(true, replayed.get("identical"));
    assertEquals(trained.get("certificate"), replayed.get("certificate"));
  }

  private static void load(String topic, int first, int second) throws IOException {
    KafkaTopics topics = new KafkaTopics(TestCluster.connection());
    try (KafkaLoad load =
        new KafkaLoad(TestCluster.connection(), topics.create(topic, 2, Map.of()), RECORDS)) {
      for (int i = 0; i < RECORDS; i++) {
        boolean later = i >= RECORDS / 2;
        load.send(i % 2, null, record(later ? SECOND : FIRST, later ? second : first, i));
        if (i % 900 == 100) {
          load.send(i % 2, null, new byte[] {0, 0x7f, 0, 0, 1, 2});
        }
      }
      load.commit();
    }
  }

  private static byte[] record(Schema schema, int number, int i) throws IOException {
    int age = 18 + i * 37 % 60;
    int cents = i * 53 % 10_007;
    GenericData.Record row = new GenericData.Record(schema);
    row.put("age", schema == FIRST ? (Object) age : (Object) (double) age);
    row.put("spent", ByteBuffer.wrap(BigInteger.valueOf(cents).toByteArray()));
    row.put("bought", age + cents / 100 > 90);
    if (schema == SECOND) {
      row.put("note", "number " + i);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(number).array());
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(row, encoder);
    return bytes.toByteArray();
  }
}
