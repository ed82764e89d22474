package dev.gradstream.codec;

import dev.gradstream.features.Rows;

/** One example format bound to a layout: the part of decoding in which formats differ. */
@FunctionalInterface
interface RowReader {

  /**
   * Fills a row.
   *
   * @param value untrusted
   * @param rows with a row added for it, whose values {@code rows.values()[start]} and on are all
   *     NaN; what the record lacks stays NaN
   * @throws MalformedRecord where the record cannot be used; the row may then hold anything
   */
  void read(byte[] value, Rows rows, int start);

  /** The schemas that records name by number. */
  default WriterSchemas schemas() {
    return WriterSchemas.NONE;
  }
}
