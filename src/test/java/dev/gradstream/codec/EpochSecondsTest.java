package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the calendar of the JDK. */
class EpochSecondsTest {

  @Test
  void every_day_of_ten_thousand_years_is_the_day_that_the_jdk_knows() {
    long last = LocalDate.of(9999, 12, 31).toEpochDay();
    for (long day = LocalDate.of(0, 1, 1).toEpochDay(); day <= last; day++) {
      assertEquals(86_400.0 * day, parse(LocalDate.ofEpochDay(day).toString()));
    }
  }

  @Test
  void points_in_time_agree_with_the_jdk_whatever_their_offset() {
    Random random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      long seconds = random.nextLong(-60_000_000_000L, 250_000_000_000L);
      int millis = random.nextInt(1000);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * random.nextInt(-900, 901));
      OffsetDateTime time = Instant.ofEpochSecond(seconds, millis * 1_000_000L).atOffset(offset);
      if (time.getYear() >= 0 && time.getYear() <= 9999) {
        String text = time.format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
        assertEquals(seconds + millis / 1000.0, parse(text), 1e-4, text);
        assertEquals(parse(text), parse(text.replace('T', ' ')), text);
      }
    }
  }

  @Test
  void worked_examples() {
    assertEquals(0, parse("1970-01-01"));
    assertEquals(951_782_400, parse("2000-02-29T00:00Z"));
    assertEquals(1_714_566_896.789, parse("2024-05-01T14:34:56.789+02:00"));
    assertEquals(1_714_566_896, parse("2024-05-01 12:34:56"));
    assertEquals(1_714_566_840, parse("2024-05-01T09:04-0330"));
    assertEquals(1_714_566_896.5, parse("1714566896.5"));
    assertEquals(-1, parse("-1"));
  }

  @Test
  void what_is_no_time_is_none() {
    for (String text :
        List.of(
            "",
            "x",
            "2024-05",
            "2024-13-01",
            "2024-00-01",
            "2023-02-29",
            "1900-02-29",
            "2024-05-01T",
            "2024-05-01T24:00",
            "2024-05-01T12:60",
            "2024-05-01T12:34:60",
            "2024-05-01T12:34:56.",
            "2024-05-01T12:34:56+19:00",
            "2024-05-01T12:34:56+1",
            "2024-05-01T12:34:56 Z",
            "2024-05-01X12:34",
            "2024/05/01",
            "99999-01-01",
            "2024-05-01T12:34:56+02:00" + "0".repeat(40))) {
      assertTrue(Double.isNaN(parse(text)), text);
    }
  }

  private static double parse(String text) {
    byte[] bytes = ("ab" + text + "cd").getBytes(StandardCharsets.US_ASCII);
    return EpochSeconds.parse(bytes, 2, bytes.length - 2);
  }
}
