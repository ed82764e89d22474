package dev.gradstream.codec;

import dev.gradstream.features.Rows;

/**
 * Reads one record of an example format into a row.
 *
 * <p>Bound to one {@link dev.gradstream.features.RowLayout}. Not thread-safe. Example:
 *
 * <pre>
 *   String problem = decoder.decode(value, rows);
 *   if (problem != null) deadLetters.add(record, problem);
 * </pre>
 */
public interface RowDecoder {
  /** The longest key of a record that a row can hold. */
  int MOST_KEY_BYTES = 4096;

  /**
   * Adds the record's row to {@code rows}.
   *
   * <p>Input is untrusted: nothing is thrown, and no more memory is taken than the record's size
   * warrants.
   *
   * @param value the record's bytes; null for a tombstone
   * @return null where the row was added; else the reason why the record cannot be used, for
   *     people, and {@code rows} is as before
   */
  String decode(byte[] value, Rows rows);

  /**
   * The same, with the record's key and time where the layout asks for them.
   *
   * @param key null where the record has none
   */
  default String decode(byte[] key, long timeMs, byte[] value, Rows rows) {
    String problem = decode(value, rows);
    if (problem != null || !rows.layout().keyed()) {
      return problem;
    }
    if (key == null || key.length > MOST_KEY_BYTES) {
      rows.dropLast();
      return key == null
          ? "the record has no key, and its key is what tells it apart (label.delay, validation.by)"
          : "the record's key has %d bytes: at most %d are looked at"
              .formatted(key.length, MOST_KEY_BYTES);
    }
    rows.key(key, timeMs);
    return null;
  }

  /** The schemas that records name by number; more of them may become known. */
  default WriterSchemas schemas() {
    return WriterSchemas.NONE;
  }
}
