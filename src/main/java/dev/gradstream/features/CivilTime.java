package dev.gradstream.features;

/**
 * A point in time by the calendar (proleptic Gregorian) and the clock. Reused from one to the next.
 *
 * <p>Hinnant 2013, "chrono-Compatible Low-Level Date Algorithms": years begin in March, so that the
 * leap day is a year's last.
 */
final class CivilTime {
  static final long DAY_MS = 86_400_000;

  /** 0000-01-01 and the end of 9999-12-31, in milliseconds since 1970. */
  static final long LEAST_MS = -62_167_219_200_000L;

  static final long MOST_MS = 253_402_300_799_999L;

  private static final int DAYS_OF_400_YEARS = 146_097;
  private static final int[] DAYS_BEFORE = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365
  };

  private int millisOfDay;
  private int daysSinceMonday;
  private int year;
  private int month;
  private int dayOfMonth;

  /**
   * @param millis since 1970-01-01T00:00 where the clock stands; from {@link #LEAST_MS} to {@link
   *     #MOST_MS}, a day more on both sides
   */
  void set(long millis) {
    long day = Math.floorDiv(millis, DAY_MS);
    millisOfDay = (int) (millis - day * DAY_MS);
    daysSinceMonday = (int) Math.floorMod(day + 3, 7L); // 1970 began on a Thursday
    long fromMarch0000 = day + 719_468;
    long era = Math.floorDiv(fromMarch0000, (long) DAYS_OF_400_YEARS);
    int dayOfEra = (int) (fromMarch0000 - era * DAYS_OF_400_YEARS);
    int yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / (DAYS_OF_400_YEARS - 1)) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int monthFromMarch = (5 * dayOfYear + 2) / 153;
    dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    year = (int) (yearOfEra + 400 * era) + (month <= 2 ? 1 : 0);
  }

  int millisOfDay() {
    return millisOfDay;
  }

  int daysSinceMonday() {
    return daysSinceMonday;
  }

  int year() {
    return year;
  }

  /** From 1. */
  int month() {
    return month;
  }

  /** From 1. */
  int dayOfMonth() {
    return dayOfMonth;
  }

  int daysOfMonth() {
    return DAYS_BEFORE[month] - DAYS_BEFORE[month - 1] + (month == 2 ? leapDay() : 0);
  }

  /** From 1. */
  int dayOfYear() {
    return DAYS_BEFORE[month - 1] + dayOfMonth + (month > 2 ? leapDay() : 0);
  }

  int daysOfYear() {
    return 365 + leapDay();
  }

  private int leapDay() {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 1 : 0;
  }
}
