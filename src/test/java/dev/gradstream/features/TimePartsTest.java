package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Times as their cyclic parts. */
class TimePartsTest {
  private static final RowLayout LAYOUT =
      new RowLayout(List.of("t"), "y", Optional.empty(), List.of(), List.of("t"));

  /** 2024-02-29 was a Thursday, the 60th of 366 days. */
  @Test
  void parts_of_a_day_that_a_person_can_check() {
    double noon = Instant.parse("2024-02-29T12:00:00Z").getEpochSecond();
    assertArrayEquals(new double[] {0, -1}, parts(noon, "hour")); // half a turn, exactly
    assertArrayEquals(new double[] {1, 0}, parts(noon - 6 * 3600, "hour"));
    assertArrayEquals(turn(3, 7), parts(noon, "weekday"), 1e-15);
    assertArrayEquals(turn(28, 29), parts(noon, "monthday"), 1e-15);
    assertArrayEquals(turn(1, 12), parts(noon, "month"), 1e-15);
    assertArrayEquals(turn(59, 366), parts(noon, "yearday"), 1e-15);
    assertArrayEquals(turn(0, 7), parts(noon + 4 * 86_400, "weekday"), 0); // a Monday
  }

  @Test
  void a_zone_moves_the_clock_and_the_date() {
    double evening = Instant.parse("2023-12-31T22:30:00Z").getEpochSecond();
    assertArrayEquals(turn(11, 12), parts(evening, "month"), 1e-15);
    assertArrayEquals(turn(0, 12), parts(evening, "month", "zone", "+02:00"), 0);
    assertArrayEquals(turn(30, 1440), parts(evening, "hour", "zone", "+02:00"), 1e-15);
    assertArrayEquals(
        parts(evening, "hour"), parts(evening * 1000, "hour", "unit", "milliseconds"), 0);
  }

  @Test
  void the_calendar_is_the_proleptic_gregorian_one() {
    CivilTime time = new CivilTime();
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      long millis =
          switch (i) {
            case 0 -> CivilTime.LEAST_MS;
            case 1 -> CivilTime.MOST_MS;
            default ->
                CivilTime.LEAST_MS
                    + (long) (random.nextDouble() * (CivilTime.MOST_MS - CivilTime.LEAST_MS));
          };
      time.set(millis);
      var there = LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
      assertEquals(there.getYear(), time.year());
      assertEquals(there.getMonthValue(), time.month());
      assertEquals(there.getDayOfMonth(), time.dayOfMonth());
      assertEquals(there.getDayOfYear(), time.dayOfYear());
      assertEquals(there.getDayOfWeek().getValue() - 1, time.daysSinceMonday());
      assertEquals(there.toLocalDate().lengthOfMonth(), time.daysOfMonth());
      assertEquals(there.toLocalDate().lengthOfYear(), time.daysOfYear());
      assertEquals(there.get(ChronoField.MILLI_OF_DAY), time.millisOfDay());
    }
  }

  @Test
  void sines_are_exact_at_quarters_and_opposite_at_opposite_parts() {
    Random random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      long whole = 1 + (i < 500 ? i : random.nextLong(1L << 40));
      long part = random.nextLong(whole);
      assertEquals(StrictMath.sin(2 * Math.PI * part / whole), Turn.sin(part, whole), 4e-15);
      assertEquals(StrictMath.cos(2 * Math.PI * part / whole), Turn.cos(part, whole), 4e-15);
      if (part > 0) {
        assertEquals(-Turn.sin(part, whole) + 0.0, Turn.sin(whole - part, whole));
        assertEquals(Turn.cos(part, whole), Turn.cos(whole - part, whole));
      }
      assertEquals(Turn.sin(part, whole), Turn.sin(7 * part, 7 * whole));
    }
    for (int quarter = 0; quarter < 4; quarter++) {
      assertEquals(new double[] {0, 1, 0, -1}[quarter], Turn.sin(quarter * 21L, 84));
      assertEquals(new double[] {1, 0, -1, 0}[quarter], Turn.cos(quarter * 21L, 84));
    }
  }

  /** What is missing, or no time at all, is the centre of the circle, and marked once. */
  @Test
  void a_missing_time_is_the_centre_of_the_circle_and_has_one_mark() {
    for (double none : new double[] {Double.NaN, 1e30, -1e30, 1e100, 1e12}) {
      assertArrayEquals(
          new double[] {0, 0, 0, 0, 1},
          vector(none, Map.of("time", List.of("hour", "month"), "missing", "indicator")));
    }
    assertEquals(
        List.of("t.hour.sin", "t.hour.cos", "t.month.sin", "t.month.cos", "t.missing"),
        stage(Map.of("time", List.of("hour", "month"), "missing", "indicator")).names());
  }

  @Test
  void options_that_cannot_be_meant_are_refused() {
    refused(
        "expected parts among hour, weekday, monthday, month, yearday, got 'weekdays' (did you",
        Map.of("time", List.of("weekdays")));
    refused("'hour' is there twice", Map.of("time", List.of("hour", "hour")));
    refused("expected at least one of hour", Map.of("time", List.of()));
    refused(
        "expected UTC or a fixed offset such as \"+02:00\", got 'Europe/Berlin'",
        Map.of("time", List.of("hour"), "zone", "Europe/Berlin"));
    refused("expected UTC", Map.of("time", List.of("hour"), "zone", "+19:00"));
    refused("expected one of seconds, milliseconds", Map.of("time", List.of("hour"), "unit", "ms"));
    refused("leave it out", Map.of("time", List.of("hour"), "scale", "standard"));
    refused("not both", Map.of("time", List.of("hour"), "lag", "1"));
  }

  private static void refused(String words, Map<String, Object> options) {
    String message = assertThrows(SettingsException.class, () -> stage(options)).getMessage();
    assertTrue(message.contains(words), message);
  }

  private static double[] turn(double part, double whole) {
    double angle = 2 * Math.PI * part / whole;
    return new double[] {Math.sin(angle), Math.cos(angle)};
  }

  private static double[] parts(double time, String part, String... options) {
    Map<String, Object> block = new LinkedHashMap<>(Map.of("time", List.of(part)));
    for (int i = 0; i < options.length; i += 2) {
      block.put(options[i], options[i + 1]);
    }
    return vector(time, block);
  }

  private static double[] vector(double time, Map<String, Object> options) {
    FeatureStage stage = stage(options);
    Rows rows = new Rows(LAYOUT, 1);
    rows.values()[rows.add()] = time;
    double[] into = new double[stage.width()];
    stage.transform(rows, new int[] {0}, 0, 1, into, into.length);
    return into;
  }

  private static FeatureStage stage(Map<String, Object> options) {
    Map<String, Object> block = new LinkedHashMap<>(options);
    block.put("columns", List.of("t"));
    return FeatureStages.of(
        Settings.of(Map.of("features", List.of(block))).nodes("features"), LAYOUT);
  }
}
