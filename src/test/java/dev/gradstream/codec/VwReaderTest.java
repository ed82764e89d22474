package dev.gradstream.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.features.RowLayout;
import dev.gradstream.features.Rows;
import dev.gradstream.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Vowpal Wabbit's text format. */
class VwReaderTest {
  private static final RowLayout LAYOUT =
      new RowLayout(
          List.of("user", "features", "tag", "user.age", "price"),
          "bought",
          Optional.of("importance"),
          List.of("user", "features", "tag", "bought"));
  private static final LabelColumn SIGNS =
      new LabelColumn(2, 0, List.of(List.of("-1"), List.of("1")));

  private final Rows rows = new Rows(LAYOUT, 1);
  private final RowDecoder decoder =
      RowFormats.of(Settings.of(Map.of("format", "vw")), LAYOUT, SIGNS, column -> true);

  private String decode(String line) {
    return decoder.decode(line.getBytes(StandardCharsets.UTF_8), rows);
  }

  @Test
  void label_weight_tag_namespaces_and_values_of_features_are_columns() {
    assertNull(decode("1 0.5 'first|user age:30 country=US | sports price:2.5 news\r\n"));
    assertEquals("age:30 country=US", rows.text(0, 0).strip());
    assertEquals("sports price:2.5 news", rows.text(0, 1).strip());
    assertEquals("first", rows.text(0, 2));
    assertArrayEquals(new double[] {30, 2.5, 1, 0.5}, Arrays.copyOfRange(rows.values(), 3, 7));
  }

  @Test
  void what_is_not_there_is_missing_and_the_weight_is_1() {
    assertNull(decode("-1 |other x:1"));
    assertArrayEquals(
        new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 1},
        Arrays.copyOf(rows.values(), 7));
  }

  @Test
  void a_namespace_that_comes_again_or_has_a_weight_is_one_text() {
    assertNull(decode("1 |user age:30 |features a |user:0.5 b c:4 |user d"));
    assertEquals("age:30 b:0.5 c:2.0 d", rows.text(0, 0).replaceAll("\\s+", " ").strip());
    assertEquals(30, rows.value(0, 3));
  }

  @Test
  void a_word_that_touches_the_bar_is_the_tag_as_vowpal_wabbit_has_it() {
    assertNull(decode("1 2 seven|user a"));
    assertEquals("seven", rows.text(0, 2));
    assertNull(decode("1 'eight |user a"));
    assertEquals("eight", rows.text(1, 2));
    assertEquals("column 'bought': expected a text, got nothing", decode("1|user a"));
  }

  @Test
  void a_line_that_cannot_be_used_says_why() {
    for (String[] line :
        new String[][] {
          {"1 user a:1", "expected 'label |namespace feature:value ...', got no '|'"},
          {"0 |user a", "label 'bought': expected one of -1, 1, got '0'"},
          {
            "1 x |user a",
            "expected a label and at most a weight before the first '|', got also 'x'"
          },
          {
            "1 2 3 |user a",
            "expected a label and at most a weight before the first '|', got also '3'"
          },
          {"1 -2 |user a", "weight 'importance': expected a number from 0 to 1000000000, got -2.0"},
          {"1 |user a:b", "expected a number after the colon, got 'b'"},
          {"1 |user:x a", "expected a number after the colon, got 'x'"},
          {"1 |user age:1 age:2", "column 'user.age': is there twice"}
        }) {
      assertEquals(line[1], decode(line[0]), line[0]);
    }
    assertEquals(0, rows.count());
  }

  @Test
  void broken_lines_with_all_kinds_of_columns_throw_nothing() {
    byte[] good = "1 0.5 'first|user:2 age:30 country=US | sports price:2.5 |user x".getBytes();
    assertNull(decoder.decode(good, rows));
    Broken.each(
        good,
        0,
        new Random(11),
        20_000,
        bytes -> {
          String problem = decoder.decode(bytes, rows);
          assertEquals(problem == null ? 2 : 1, rows.count());
          if (problem == null) {
            rows.dropLast();
          } else {
            assertTrue(problem.length() < 300 && !problem.isBlank(), problem);
          }
        });
  }
}
