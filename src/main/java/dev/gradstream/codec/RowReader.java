package dev.gradstream.codec;

/** One example format bound to a layout: the part of decoding in which formats differ. */
@FunctionalInterface
interface RowReader {

  /**
   * Fills a row.
   *
   * @param value untrusted
   * @param values row {@code values[start]} and on, all NaN; what the record lacks stays NaN
   * @throws MalformedRecord where the record cannot be used; the row may then hold anything
   */
  void read(byte[] value, double[] values, int start);
}
