package dev.gradstream.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Charts of numbers in characters. */
final class TerminalChartTest {
  private static List<String> lines(double... values) {
    return new TerminalChart(values).text("f", StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void the_scales_name_both_ends() {
    List<String> lines = lines(3, 2, 1);
    assertEquals("f", lines.getFirst());
    assertTrue(lines.get(1).startsWith("3 \u2502"), lines.get(1));
    assertTrue(lines.get(12).startsWith("1 \u2502"), lines.get(12));
    assertTrue(lines.get(13).matches(" {3}0 +2 {2}k"), lines.get(13));
  }

  @Test
  void what_spans_many_powers_of_ten_is_logarithmic_and_a_zero_stands_at_the_bottom() {
    List<String> lines = lines(1000, 1, 0);
    assertEquals("f (logarithmic)", lines.getFirst());
    assertTrue(lines.get(1).startsWith("1000 "), lines.get(1));
    assertTrue(lines.get(12).startsWith("   1 "), lines.get(12));
  }

  @Test
  void a_falling_line_starts_in_the_first_corner_and_ends_in_the_last() {
    List<String> lines = lines(1, 0);
    assertTrue(lines.get(1).charAt(3) != '\u2800', lines.get(1));
    assertEquals(3 + 64, lines.get(12).length());
  }

  @Test
  void without_braille_there_are_stars() {
    String text = new TerminalChart(new double[] {1, 0}).text("f", StandardCharsets.US_ASCII);
    assertTrue(text.contains("1 |**"), text);
    assertTrue(text.chars().allMatch(c -> c < 128), text);
  }

  @Test
  void equal_numbers_and_infinite_ones_are_drawn_without_harm() {
    assertEquals(14, lines(2, 2, 2).size());
    assertEquals(14, lines(1, Double.POSITIVE_INFINITY, Double.NaN, 2).size());
    assertEquals(14, lines().size());
  }
}
