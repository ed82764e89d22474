package dev.gradstream.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Keys of a snapshots topic.
 *
 * <pre>
 *   b42/0, b42/1, ...     chunks of the snapshot after journal block 42
 *   manifest/b42          what they mean
 *   index                 which snapshots are kept
 *   journal/start         the journal's first block, once the journal was truncated
 *   pin/42/NAME           somebody needs that snapshot; without a value: no longer
 * </pre>
 */
final class SnapshotKeys {

  static final byte[] INDEX = utf8("index");
  static final byte[] JOURNAL_START = utf8("journal/start");

  private static final String MANIFEST = "manifest/";
  private static final String PIN = "pin/";

  private SnapshotKeys() {}

  /** A pin record's key, taken apart. */
  record Pin(long blockSequence, String by) {}

  static String slot(long blockSequence) {
    return "b" + blockSequence;
  }

  static byte[] chunk(String slot, int index) {
    return utf8(slot + "/" + index);
  }

  static byte[] manifest(String slot) {
    return utf8(MANIFEST + slot);
  }

  static byte[] pin(long blockSequence, String by) {
    return utf8(PIN + blockSequence + "/" + by);
  }

  /** Empty where a key is no pin's. */
  static Optional<Pin> pin(byte[] key) {
    String text = text(key);
    int slash = text.indexOf('/', PIN.length());
    if (!text.startsWith(PIN) || slash < 0) {
      return Optional.empty();
    }
    try {
      long block = Long.parseLong(text.substring(PIN.length(), slash));
      return Optional.of(new Pin(block, text.substring(slash + 1)));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }

  /** Whether a record is a chunk, of whatever snapshot: what else there is may lie in between. */
  static boolean isChunk(ConsumerRecord<byte[], byte[]> record) {
    return text(record.key()).matches("(b?[0-9]+)/[0-9]+");
  }

  private static String text(byte[] key) {
    return key == null ? "" : new String(key, StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
