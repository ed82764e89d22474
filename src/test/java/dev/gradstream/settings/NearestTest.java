package dev.gradstream.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NearestTest {
  @ParameterizedTest
  @CsvSource({"abc,abc,0", "abc,'',3", "kitten,sitting,3", "sdg,sgd,1", "ab,ba,1", "rate,rates,1"})
  void distance_counts_edits_and_swaps_both_ways(String a, String b, int edits) {
    assertEquals(edits, Nearest.distance(a, b));
    assertEquals(edits, Nearest.distance(b, a));
  }

  @Test
  void the_nearest_word_is_offered_whatever_its_case() {
    assertEquals(
        " (did you mean 'learningRate'?)",
        Nearest.hint("learning_rate", List.of("name", "learningRate", "momentum")));
  }

  @Test
  void nothing_is_offered_where_no_word_is_near() {
    assertEquals("", Nearest.hint("zzzz", List.of("name", "learningRate")));
    assertEquals("", Nearest.hint("x", List.of()));
  }
}
