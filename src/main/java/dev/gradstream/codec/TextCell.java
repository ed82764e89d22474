package dev.gradstream.codec;

import dev.gradstream.features.Rows;

/** Adds texts of records to rows, long ones excepted. */
final class TextCell {
  private TextCell() {}

  /** What the cell of these bytes is to hold. */
  static double of(Rows rows, byte[] utf8, int from, int length, String column) {
    check(length, column);
    return rows.addText(utf8, from, length);
  }

  /** As above, of UTF-16. */
  static double of(Rows rows, char[] chars, int from, int length, String column) {
    check(3L * length, column); // the most that it may take
    return rows.addText(chars, from, length);
  }

  private static void check(long bytes, String column) {
    if (bytes > Rows.MOST_TEXT_BYTES) {
      throw MalformedRecord.inColumn(
          column, "expected at most " + Rows.MOST_TEXT_BYTES + " bytes of text, got " + bytes);
    }
  }
}
