package dev.gradstream.codec;

import dev.gradstream.features.Decimal;

/**
 * Points in time as texts: {@code 2024-05-01}, {@code 2024-05-01T12:34:56.789+02:00}, with a blank
 * in place of the T, without seconds, and UTC where no offset stands; or a number of seconds since
 * 1970 began. ISO 8601 in the profile of RFC 3339, years 0 to 9999 of the proleptic Gregorian
 * calendar, every day of 86,400 seconds. Makes no object.
 */
final class EpochSeconds {
  /** No time has more characters. */
  static final int LONGEST = 48;

  private static final int DAY = 86_400;
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  private EpochSeconds() {}

  /**
   * Seconds since 1970 began.
   *
   * @param column for the reason
   * @throws MalformedRecord where the text is no time
   */
  static double of(byte[] text, int from, int to, String column) {
    double seconds = parse(text, from, to);
    if (Double.isNaN(seconds)) {
      throw MalformedRecord.inColumn(
          column,
          "expected a time such as 2024-05-01T12:34:56Z, got '" + Excerpt.of(text, from, to) + "'");
    }
    return seconds;
  }

  /** The same; NaN where the text is no time. */
  static double parse(byte[] text, int from, int to) {
    boolean date = to - from >= 10 && to - from <= LONGEST && text[from + 4] == '-';
    if (!date) {
      return Decimal.parse(text, from, to);
    }
    int year = number(text, from, from + 4);
    int month = text[from + 7] == '-' ? number(text, from + 5, from + 7) : -1;
    int day = number(text, from + 8, from + 10);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > days(year, month)) {
      return Double.NaN;
    }
    double midnight = (double) DAY * epochDay(year, month, day);
    int at = from + 10;
    if (at == to) {
      return midnight;
    }
    boolean separated = text[at] == 'T' || text[at] == 't' || text[at] == ' ';
    return separated ? midnight + timeOfDay(text, at + 1, to) : Double.NaN;
  }

  // hh:mm, then seconds and an offset where they are there.
  private static double timeOfDay(byte[] text, int from, int to) {
    int hour = to - from >= 5 && text[from + 2] == ':' ? number(text, from, from + 2) : -1;
    int minute = hour < 0 ? -1 : number(text, from + 3, from + 5);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return Double.NaN;
    }
    int at = from + 5;
    double seconds = 0;
    if (at < to && text[at] == ':') {
      int whole = at + 3 <= to ? number(text, at + 1, at + 3) : -1;
      if (whole < 0 || whole > 59) {
        return Double.NaN;
      }
      at += 3;
      int end = at;
      if (at < to && (text[at] == '.' || text[at] == ',')) {
        end = at + 1;
        while (end < to && text[end] >= '0' && text[end] <= '9') {
          end++;
        }
        int digits = Math.min(9, end - at - 1); // nanoseconds: what comes after is nothing
        if (digits == 0) {
          return Double.NaN;
        }
        seconds = number(text, at + 1, at + 1 + digits) / POWERS[digits];
      }
      seconds += whole;
      at = end;
    }
    return 3600 * hour + 60 * minute + seconds - offset(text, at, to);
  }

  // Seconds that the clock is ahead of UTC: nothing, Z, +hh, +hh:mm or +hhmm.
  private static double offset(byte[] text, int from, int to) {
    int length = to - from;
    if (length == 0 || length == 1 && (text[from] == 'Z' || text[from] == 'z')) {
      return 0;
    }
    boolean signed = text[from] == '+' || text[from] == '-';
    boolean colon = length == 6 && text[from + 3] == ':';
    if (!signed || !colon && length != 3 && length != 5) {
      return Double.NaN;
    }
    int hours = number(text, from + 1, from + 3);
    int minutes = length == 3 ? 0 : number(text, to - 2, to);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return Double.NaN;
    }
    int seconds = 3600 * hours + 60 * minutes;
    return text[from] == '-' ? -seconds : seconds;
  }

  // Digits and nothing else; -1 where there is something else.
  private static int number(byte[] text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static int days(int year, int month) {
    if (month == 2) {
      boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
      return leap ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  /**
   * Days since 1970-01-01. The year begins in March, so that its last day is the leap day: {@code
   * (153 m + 2) / 5} days lie before its month m; Hinnant 2013, "chrono-Compatible Low-Level Date
   * Algorithms".
   */
  private static int epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int m = month <= 2 ? month + 9 : month - 3;
    int leapDays = Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    return 365 * y + leapDays + (153 * m + 2) / 5 + day - 1 - 719_468;
  }
}
