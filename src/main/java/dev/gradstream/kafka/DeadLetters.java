package dev.gradstream.kafka;

import dev.gradstream.pipeline.port.RejectedRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Turns a record that could not be used into one for the dead-letter topic: bytes, time and headers
 * as they came, with headers that say why and where it stood.
 *
 * <p>What is too large for a producer goes as its first bytes with length and SHA-256 of the whole,
 * by which it is found and proved in the source topic.
 */
final class DeadLetters {

  /** Above this a record is cut; far enough below the producer's limit for our own headers. */
  static final int WHOLE_BYTES = RunTopics.JOURNAL_RECORD_BYTES - (128 << 10);

  static final int PREFIX_BYTES = 64 << 10;

  private final String topic;
  private final String sourceTopic;

  DeadLetters(String topic, String sourceTopic) {
    this.topic = topic;
    this.sourceTopic = sourceTopic;
  }

  ProducerRecord<byte[], byte[]> letter(RejectedRecord rejected) {
    boolean whole = sizeBytes(rejected) <= WHOLE_BYTES;
    List<Header> headers = new ArrayList<>();
    if (whole) {
      rejected.headers().forEach(h -> headers.add(new RecordHeader(h.getKey(), h.getValue())));
    } else {
      headers.add(header("gradstream.key.bytes", Integer.toString(length(rejected.key()))));
      headers.add(header("gradstream.value.bytes", Integer.toString(length(rejected.value()))));
      headers.add(header("gradstream.value.sha256", sha256(rejected.value())));
    }
    headers.add(header("gradstream.reason", cut(rejected.reason())));
    headers.add(header("gradstream.topic", sourceTopic));
    headers.add(header("gradstream.partition", Integer.toString(rejected.partition())));
    headers.add(header("gradstream.offset", Long.toString(rejected.offset())));
    return new ProducerRecord<>(
        topic,
        0,
        rejected.timestampMs() < 0 ? null : rejected.timestampMs(),
        whole ? rejected.key() : prefix(rejected.key()),
        whole ? rejected.value() : prefix(rejected.value()),
        headers);
  }

  private static long sizeBytes(RejectedRecord rejected) {
    long bytes = (long) length(rejected.key()) + length(rejected.value());
    for (Map.Entry<String, byte[]> header : rejected.headers()) {
      // Up to 3 bytes a character, and two lengths of up to 5.
      bytes += 3L * header.getKey().length() + length(header.getValue()) + 10;
    }
    return bytes;
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static byte[] prefix(byte[] bytes) {
    return length(bytes) <= PREFIX_BYTES ? bytes : Arrays.copyOf(bytes, PREFIX_BYTES);
  }

  private static String cut(String reason) {
    return reason.length() <= 1000 ? reason : reason.substring(0, 1000);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(bytes == null ? new byte[0] : bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
