package dev.gradstream.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  private static String refusal(Map<String, ?> tree, Function<Settings, ?> reader) {
    Settings settings = Settings.of(tree);
    return assertThrows(SettingsException.class, () -> reader.apply(settings)).getMessage();
  }

  @Test
  void a_missing_setting_takes_the_fallback_even_outside_the_range() {
    Settings settings = Settings.of(Map.of());
    assertEquals(-1, settings.number("rate", -1, 0, 1));
    assertEquals(-1, settings.whole("size", -1, 0, 1));
    assertEquals("x", settings.text("name", "x"));
    assertEquals(7, settings.durationMs("wait", 7));
    assertTrue(settings.flag("on", true));
    assertEquals(List.of(), settings.texts("columns"));
    assertEquals(List.of(), settings.nodes("layers"));
    assertEquals(List.of(), settings.child("model").keys());
  }

  @Test
  void a_required_setting_that_is_missing_is_named() {
    assertEquals("run: is required, and is missing", refusal(Map.of(), s -> s.text("run")));
    assertEquals(
        "source.topic: is required, and is missing",
        refusal(Map.of("source", Map.of()), s -> s.child("source").text("topic")));
    assertEquals(
        "kind: is required: one of real, binary",
        refusal(Map.of(), s -> s.choice("kind", List.of("real", "binary"), null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "", "NaN", "Infinity", "1d", "0x1p3", "1e", "1,5", "-0.1", "2.1"})
  void a_number_that_is_none_or_out_of_range_is_refused(String text) {
    assertEquals(
        "optimizer.rate: expected a number from 0 to 2, got '" + text + "'",
        refusal(
            Map.of("optimizer", Map.of("rate", text)),
            s -> s.child("optimizer").number("rate", 0.1, 0, 2)));
  }

  @ParameterizedTest
  @CsvSource({"0.1,0.1", ".5,0.5", "1.,1", "1e-6,1e-6", "+2,2", "0,0"})
  void a_number_is_read_as_written(String text, double number) {
    assertEquals(number, Settings.of(Map.of("rate", text)).number("rate", 0, 2));
  }

  @Test
  void a_range_reads_as_people_say_it() {
    Map<String, String> tree = Map.of("a", "x");
    assertEquals(
        "a: expected a number above 0, got 'x'",
        refusal(tree, s -> s.number("a", Double.MIN_VALUE, Double.MAX_VALUE)));
    assertEquals(
        "a: expected a number above 0, at most 1000000, got 'x'",
        refusal(tree, s -> s.number("a", Double.MIN_NORMAL, 1e6)));
    assertEquals(
        "a: expected a number of at least 1.5, got 'x'",
        refusal(tree, s -> s.number("a", 1.5, Double.MAX_VALUE)));
    assertEquals(
        "a: expected a whole number of at least 1, got 'x'",
        refusal(tree, s -> s.whole("a", 0, 1, Long.MAX_VALUE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "x", "0", "65", "99999999999999999999", "_"})
  void a_whole_number_that_is_none_or_out_of_range_is_refused(String text) {
    assertEquals(
        "size: expected a whole number from 1 to 64, got '" + text + "'",
        refusal(Map.of("size", text), s -> s.whole("size", 8, 1, 64)));
  }

  @Test
  void a_whole_number_may_be_grouped_by_underscores() {
    assertEquals(1_000_000, Settings.of(Map.of("size", "1_000_000")).whole("size", 0, 0, 1 << 30));
  }

  @ParameterizedTest
  @CsvSource({"200ms,200", "1.5s,1500", "10m,600000", "6h,21600000", "30d,2592000000", "0ms,0"})
  void a_duration_has_a_unit(String text, long ms) {
    assertEquals(ms, Settings.of(Map.of("wait", text)).durationMs("wait", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"200", "-1s", "1 week", "s", "1.s", "9999999999s"})
  void a_duration_without_a_known_unit_is_refused(String text) {
    assertEquals(
        "wait: expected a duration such as 200ms, 1.5s, 10m, 6h or 30d, got '" + text + "'",
        refusal(Map.of("wait", text), s -> s.durationMs("wait", 1)));
  }

  @Test
  void a_flag_is_true_or_false_and_nothing_like_it() {
    assertFalse(Settings.of(Map.of("on", "false")).flag("on", true));
    assertEquals(
        "on: expected true or false, got 'yes'",
        refusal(Map.of("on", "yes"), s -> s.flag("on", true)));
  }

  @Test
  void an_unknown_word_is_answered_with_the_nearest_known_one() {
    assertEquals(
        "name: expected one of sgd, adam, got 'sdg' (did you mean 'sgd'?)",
        refusal(Map.of("name", "sdg"), s -> s.choice("name", List.of("sgd", "adam"), "sgd")));
    assertEquals(
        "name: expected one of sgd, adam, got 'quantum'",
        refusal(Map.of("name", "quantum"), s -> s.choice("name", List.of("sgd", "adam"), "sgd")));
  }

  @Test
  void a_value_of_another_shape_is_refused_with_what_it_is() {
    Map<String, ?> tree = Map.of("m", Map.of("a", 1, "b", 2), "l", List.of(1), "s", "x");
    assertEquals(
        "m: expected a single value, got a block of 2 settings", refusal(tree, s -> s.text("m")));
    assertEquals("l: expected a single value, got a list of 1", refusal(tree, s -> s.text("l")));
    assertEquals("s: expected a list, got 'x'", refusal(tree, s -> s.texts("s")));
    assertEquals("s: expected a block of settings, got 'x'", refusal(tree, s -> s.child("s")));
    assertEquals("l[0]: expected a block of settings, got '1'", refusal(tree, s -> s.nodes("l")));
    assertEquals(
        "l[0]: expected a single value, got a list of 0",
        refusal(Map.of("l", List.of(List.of())), s -> s.texts("l")));
  }

  @Test
  void a_setting_nobody_asked_for_is_refused_at_any_depth() {
    Settings settings =
        Settings.of(
            Map.of("model", Map.of("layers", List.of(Map.of("dense", 3, "activaton", "relu")))));
    Settings layer = settings.child("model").nodes("layers").getFirst();
    layer.whole("dense", 0, 1, 10);
    layer.text("activation", "none");
    assertEquals(
        "model.layers[0].activaton: no such setting here; known: dense, activation"
            + " (did you mean 'activation'?)",
        assertThrows(SettingsException.class, settings::refuseUnknown).getMessage());
  }

  @Test
  void a_tree_whose_every_setting_was_asked_for_has_nothing_unknown() {
    Settings settings = Settings.of(Map.of("model", Map.of("loss", "squared")));
    settings.child("model").text("loss");
    settings.refuseUnknown();
  }

  @Test
  void the_flat_form_is_in_path_order_and_leads_back_to_itself() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("run", "r");
    tree.put("features", List.of(Map.of("columns", List.of("a", "b"), "scale", "standard")));
    tree.put("empty", null);
    Map<String, String> flat = Settings.of(tree).flat();
    assertEquals(
        "{features[0].columns[0]=a, features[0].columns[1]=b, features[0].scale=standard, run=r}",
        flat.toString());
    assertEquals(flat, Settings.ofFlat(flat).flat());
  }

  @Test
  void a_list_of_more_than_ten_items_keeps_its_order_through_the_flat_form() {
    List<String> columns = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
    Map<String, String> flat = Settings.of(Map.of("columns", columns)).flat();
    assertEquals(columns, Settings.ofFlat(flat).texts("columns"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a.", ".a", "a[", "a[x]", "a[-1]", "[0]", "a b", "a[0]b"})
  void a_flat_path_that_is_none_is_refused(String path) {
    assertThrows(SettingsException.class, () -> Settings.ofFlat(Map.of(path, "1")));
  }

  @Test
  void flat_settings_that_contradict_each_other_are_refused() {
    for (List<String> pair :
        List.of(
            List.of("a", "a.b"),
            List.of("a.b", "a"),
            List.of("a[0]", "a.b"),
            List.of("a", "a[0]"))) {
      Map<String, String> flat = new LinkedHashMap<>();
      pair.forEach(path -> flat.put(path, "1"));
      assertThrows(SettingsException.class, () -> Settings.ofFlat(flat), pair.toString());
    }
    assertThrows(SettingsException.class, () -> Settings.ofFlat(Map.of("a[1]", "x")));
  }

  @Test
  void a_name_that_looks_like_a_path_has_no_flat_form() {
    assertThrows(SettingsException.class, () -> Settings.of(Map.of("a.b", 1)).flat());
    assertThrows(SettingsException.class, () -> Settings.of(Map.of("a[0]", 1)).flat());
  }
}
