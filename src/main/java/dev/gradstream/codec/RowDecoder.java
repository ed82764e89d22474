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

  /** The schemas that records name by number; more of them may become known. */
  default WriterSchemas schemas() {
    return WriterSchemas.NONE;
  }
}
