package dev.gradstream.settings;

/** Ranges of numbers, in words: "from 0 to 1", "above 0, at most 10", "of at least 1". */
final class Ranges {
  private Ranges() {}

  static String of(double least, double most) {
    boolean open = most >= Float.MAX_VALUE;
    boolean above = least > 0 && least <= Float.MIN_NORMAL;
    String from = above ? "above 0" : (open ? "of at least " : "from ") + trim(least);
    return open ? from : from + (above ? ", at most " : " to ") + trim(most);
  }

  static String of(long least, long most) {
    boolean open = most == Long.MAX_VALUE || most == Integer.MAX_VALUE;
    if (open && least == Long.MIN_VALUE) {
      return "of up to 64 bits";
    }
    return open ? "of at least " + least : "from " + least + " to " + most;
  }

  private static String trim(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }
}
