package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Columns of times, whatever they are written as: a number that can be none is told from one. */
class TimeColumnsTest {
  private static final RowLayout LAYOUT =
      new RowLayout(List.of("t"), "y", Optional.empty(), List.of(), List.of("t"));

  @Test
  void texts_and_seconds_are_times_and_nothing_is_missing() {
    assertEquals(1_709_210_096.5, csv("2024-02-29T12:34:56.5Z,1"));
    assertEquals(1_709_210_096.5, csv("1709210096.5,1"));
    assertEquals(1_709_210_096.5, csv("2024-02-29 14:34:56.5+02:00,1"));
    assertTrue(Double.isNaN(csv("?,1")));
  }

  @Test
  void a_number_that_can_be_no_time_says_what_it_may_be() {
    assertEquals(
        "column 't': expected a time of the years 0 to 9999 in seconds since 1970, got"
            + " 1.7092100965E12 (unit: milliseconds reads those)",
        problem("1709210096500,1"));
    assertEquals(
        "column 't': expected a time of the years 0 to 9999 in seconds since 1970, got 1.0E30",
        problem("1e30,1"));
    assertTrue(problem("-62167219201,1").contains("expected a time of the years 0"));
    assertNull(problem("-62167219200,1"));
    assertNull(problem("253402300799,1"));
    assertTrue(problem("253402300800,1").contains("expected a time of the years 0"));
  }

  private static double csv(String line) {
    Rows rows = new Rows(LAYOUT, 1);
    assertNull(decode(line, rows));
    return rows.value(0, 0);
  }

  private static String problem(String line) {
    return decode(line, new Rows(LAYOUT, 1));
  }

  private static String decode(String line, Rows rows) {
    Settings source = Settings.of(Map.of("format", "csv", "columns", List.of("t", "y")));
    return RowFormats.of(source, LAYOUT, LabelColumn.real(), column -> true)
        .decode(line.getBytes(StandardCharsets.UTF_8), rows);
  }
}
