package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReaderTest {
  private static final RowLayout LAYOUT =
      new RowLayout(List.of("customer.age", "x[0]", "x[1]", "n"), "y");

  @Test
  void values_are_found_at_their_places() {
    assertArrayEquals(
        new double[] {31, 0.5, -2e3, 1, 0},
        row(
            """
            {"n": true, "other": {"y": 7, "list": [[{}], "x"]}, "x": [0.5, -2e3, {}],
             "customer": {"name": "Ann", "age": 31, "x": [9]}, "y": false}
            """));
    assertArrayEquals(
        new double[] {31, 0.5, -2e3, 1, 0},
        row("{\"n\": 1, \"customer.age\": 31, \"x[0]\": 0.5, \"x[1]\": -2000.0, \"y\": 0}"));
  }

  @Test
  void numbers_are_rounded_as_java_rounds_them() {
    RowLayout layout = new RowLayout(List.of("x"), "y");
    RowDecoder decoder = decoder(layout);
    Random random = new Random(9);
    Rows rows = new Rows(layout, 1);
    for (int i = 0; i < 50_000; i++) {
      String text =
          i % 2 == 0
              ? "" + Double.longBitsToDouble(random.nextLong())
              : random.nextLong() + "" + random.nextInt(1 << 20) + "e" + (random.nextInt(80) - 40);
      if (!text.equals("NaN") && !text.endsWith("Infinity")) {
        rows.clear();
        String problem = decoder.decode(("{\"x\":" + text + ",\"y\":0}").getBytes(), rows);
        double number = Double.parseDouble(text);
        if (Math.abs(number) > 1e20) {
          assertTrue(problem.contains("up to 1e20"), problem); // and x may not be missing here
        } else {
          assertNull(problem);
          assertEquals(number, rows.value(0, 0), text);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[1] | expected a JSON object, got a list",
        "~~ | expected a JSON object, got nothing",
        "{`y`: 1} {} | expected nothing after the JSON object",
        "{`n`: `12`} | column 'n': expected a number, got \"12\"",
        "{`n`: {}} | column 'n': expected a number, got an object",
        "{`n`: []} | column 'n': expected a number, got a list",
        "{`n`: 1, `n`: 2} | column 'n': is there twice",
        "{`x`: [1]} | column 'x': expected at least 2 elements, got 1",
        "{`x`: 5} | column 'x': expected a list, got a number",
        "{`customer`: 5} | column 'customer': expected an object, got a number",
        "{`n`: 1, `y`: 1} | column 'customer.age': expected a number, got nothing",
        "{`n`: 1e999, `customer`: {`age`: 1}, `x`: [1, 2]} | column 'n': expected a finite number, got Infinity"
      })
  void a_record_that_cannot_be_used_says_why(String text, String reason) {
    assertEquals(reason.strip(), problem(text.strip().replace('`', '"')));
  }

  @Test
  void what_is_no_json_is_turned_down_in_a_short_word() {
    for (String text :
        List.of("{", "{\"a\"", "nul", "{\"a\": NaN}", "{'a': 1}", "{\"a\": 01}", "\u0001\u0002")) {
      String problem = problem(text);
      assertTrue(problem.startsWith("no JSON: "), problem);
      assertTrue(problem.length() < 200, problem);
    }
    String deep = "{\"a\":" + "[".repeat(100_000);
    assertTrue(problem(deep).startsWith("no JSON: "), problem(deep));
    String long1 = "{\"n\": " + "1".repeat(100_000) + "}";
    assertTrue(problem(long1).startsWith("no JSON: "), problem(long1));
  }

  @Test
  void a_column_within_a_column_is_refused() {
    RowLayout layout = new RowLayout(List.of("a", "a.b"), "y");
    assertEquals(
        "format: column 'a' is to be a number, and another column lies within",
        assertThrows(SettingsException.class, () -> decoder(layout)).getMessage());
  }

  private static double[] row(String text) {
    Rows rows = new Rows(LAYOUT, 1);
    assertNull(decoder(LAYOUT).decode(text.getBytes(StandardCharsets.UTF_8), rows));
    return Arrays.copyOf(rows.values(), LAYOUT.width());
  }

  private static String problem(String text) {
    Rows rows = new Rows(LAYOUT, 1);
    String problem = decoder(LAYOUT).decode(text.getBytes(StandardCharsets.UTF_8), rows);
    assertEquals(0, rows.count());
    return problem;
  }

  private static RowDecoder decoder(RowLayout layout) {
    return RowFormats.of(Settings.of(Map.of("format", "json")), layout, LabelColumn.real());
  }
}
