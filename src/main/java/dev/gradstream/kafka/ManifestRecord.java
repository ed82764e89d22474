package dev.gradstream.kafka;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * The record that ends a snapshot: says where its chunks are, and where the manifest before it is.
 * So snapshots are walked from the newest back without reading their chunks.
 *
 * @param previousOffset of the manifest written before, -1 for the first
 */
record ManifestRecord(int slot, long offset, long previousOffset, byte[] value) {

  private static final String KEY = "manifest/";
  private static final String PREVIOUS = "previous";

  static byte[] chunkKey(int slot, int index) {
    return utf8(slot + "/" + index);
  }

  static ProducerRecord<byte[], byte[]> toSend(
      String topic, int slot, long previousOffset, byte[] value) {
    byte[] previous = ByteBuffer.allocate(Long.BYTES).putLong(previousOffset).array();
    return new ProducerRecord<>(
        topic, 0, utf8(KEY + slot), value, List.of(new RecordHeader(PREVIOUS, previous)));
  }

  /** Empty where a record is something else. */
  static Optional<ManifestRecord> of(ConsumerRecord<byte[], byte[]> record) {
    Header previous = record.headers().lastHeader(PREVIOUS);
    if (record.key() == null
        || record.value() == null
        || previous == null
        || previous.value() == null
        || previous.value().length != Long.BYTES) {
      return Optional.empty();
    }
    for (int slot = 0; slot < 2; slot++) {
      if (Arrays.equals(record.key(), utf8(KEY + slot))) {
        long previousOffset = ByteBuffer.wrap(previous.value()).getLong();
        return Optional.of(
            new ManifestRecord(slot, record.offset(), previousOffset, record.value()));
      }
    }
    return Optional.empty();
  }

  /** The manifest before this one, unless it has been compacted away. */
  Optional<ManifestRecord> previous(LogReader log) {
    if (previousOffset < log.beginOffset() || previousOffset >= offset) {
      return Optional.empty();
    }
    return log.firstFrom(previousOffset)
        .filter(record -> record.offset() == previousOffset)
        .flatMap(ManifestRecord::of);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
