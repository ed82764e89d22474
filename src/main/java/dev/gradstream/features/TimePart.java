package dev.gradstream.features;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A part of a point in time that comes round again, as a fraction of its round. */
enum TimePart {
  /** The time of day, to the millisecond, of 24 hours. */
  HOUR {
    @Override
    long part(CivilTime time) {
      return time.millisOfDay();
    }

    @Override
    long whole(CivilTime time) {
      return CivilTime.DAY_MS;
    }
  },
  /** Days since Monday, of 7. */
  WEEKDAY {
    @Override
    long part(CivilTime time) {
      return time.daysSinceMonday();
    }

    @Override
    long whole(CivilTime time) {
      return 7;
    }
  },
  /** Days since the first of the month, of the days that this month has. */
  MONTHDAY {
    @Override
    long part(CivilTime time) {
      return time.dayOfMonth() - 1;
    }

    @Override
    long whole(CivilTime time) {
      return time.daysOfMonth();
    }
  },
  /** Months since January, of 12. */
  MONTH {
    @Override
    long part(CivilTime time) {
      return time.month() - 1;
    }

    @Override
    long whole(CivilTime time) {
      return 12;
    }
  },
  /** Days since the first of January, of the days that this year has. */
  YEARDAY {
    @Override
    long part(CivilTime time) {
      return time.dayOfYear() - 1;
    }

    @Override
    long whole(CivilTime time) {
      return time.daysOfYear();
    }
  };

  /** From 0 to {@link #whole} less one. */
  abstract long part(CivilTime time);

  abstract long whole(CivilTime time);

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(TimePart::word).toList();
  }
}
