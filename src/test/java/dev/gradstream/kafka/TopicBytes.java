package dev.gradstream.kafka;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that lies in a topic: keys, values and headers, one byte a character. */
public final class TopicBytes {
  private TopicBytes() {}

  public static String of(String topic) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ConsumerRecord<byte[], byte[]> record : KafkaJournalTest.records(topic)) {
      add(all, record.key());
      add(all, record.value());
      record.headers().forEach(header -> add(all, header.value()));
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private static void add(ByteArrayOutputStream all, byte[] bytes) {
    if (bytes != null) {
      all.writeBytes(bytes);
    }
    all.write(0);
  }
}
