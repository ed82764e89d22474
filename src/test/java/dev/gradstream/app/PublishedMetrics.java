package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Metrics as a stranger reads them: with a Kafka consumer, the schema's file, Avro's own reader,
 * and nothing of this program.
 */
final class PublishedMetrics {
  private static final int HEADER_BYTES = 10; // C3 01, then the schema's fingerprint

  private PublishedMetrics() {}

  static List<GenericRecord> read(String bootstrapServers, String topic) throws IOException {
    Schema schema = new Schema.Parser().parse(Path.of("schemas", "metrics.avsc").toFile());
    List<GenericRecord> metrics = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition only = new TopicPartition(topic, 0);
      consumer.assign(List.of(only));
      consumer.seekToBeginning(List.of(only));
      long end = consumer.endOffsets(List.of(only)).get(only);
      while (consumer.position(only) < end) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          metrics.add(decode(schema, record.value()));
        }
      }
    }
    return metrics;
  }

  // Avro specification, "Single-object encoding".
  private static GenericRecord decode(Schema schema, byte[] value) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals((byte) 0xC3, header.get());
    assertEquals((byte) 0x01, header.get());
    assertEquals(SchemaNormalization.parsingFingerprint64(schema), header.getLong());
    return new GenericDatumReader<GenericRecord>(schema)
        .read(
            null,
            DecoderFactory.get()
                .binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
  }
}
