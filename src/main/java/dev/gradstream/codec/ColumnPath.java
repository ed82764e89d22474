package dev.gradstream.codec;

/** How columns of nested records are named: {@code customer.age}, {@code x[3]}. */
final class ColumnPath {
  private static final int MOST_DIGITS = 9;

  private ColumnPath() {}

  /** The element of array {@code array} that a column names; -1 where it names something else. */
  static int elementOf(String column, String array) {
    int open = array.length();
    int close = column.length() - 1;
    if (!column.startsWith(array) || close < open + 2 || close > open + 1 + MOST_DIGITS) {
      return -1;
    }
    if (column.charAt(open) != '[' || column.charAt(close) != ']') {
      return -1;
    }
    String digits = column.substring(open + 1, close);
    boolean plain = digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return plain && (digits.length() == 1 || digits.charAt(0) != '0')
        ? Integer.parseInt(digits)
        : -1;
  }
}
