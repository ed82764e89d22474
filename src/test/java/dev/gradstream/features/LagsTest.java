package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Values of examples before. */
class LagsTest {
  private static final double NONE = Double.NaN;
  private static final RowLayout LAYOUT =
      new RowLayout(List.of("price", "shop"), "sold", Optional.empty(), List.of("shop"));

  @Test
  void the_last_values_of_the_same_key_come_and_never_ones_own() {
    FeatureStage stage = stage(Map.of("columns", List.of("price", "sold"), "lag", "2"));
    Rows rows = rows("1 a 10", "2 b 20", "3 a 30", "4 - 40", "5 a 50", "6 b 60");
    stage.arrive(rows, -1);
    assertArrayEquals(new double[] {0, 0, 0, 0}, vector(stage, rows, 0)); // nothing before
    assertArrayEquals(new double[] {1, 0, 10, 0}, vector(stage, rows, 2));
    assertArrayEquals(new double[] {0, 0, 0, 0}, vector(stage, rows, 3)); // no key
    assertArrayEquals(new double[] {3, 1, 30, 10}, vector(stage, rows, 4));
    assertArrayEquals(new double[] {2, 0, 20, 0}, vector(stage, rows, 5));
    assertEquals(List.of("price.lag1", "price.lag2", "sold.lag1", "sold.lag2"), stage.names());
  }

  @Test
  void without_a_key_all_examples_have_the_same() {
    FeatureStage stage =
        FeatureStages.of(blocks(Map.of("columns", List.of("sold"), "lag", "1")), LAYOUT);
    Rows rows = rows("1 a 10", "2 b 20", "3 - 30");
    stage.arrive(rows, -1);
    assertArrayEquals(new double[] {10}, vector(stage, rows, 1));
    assertArrayEquals(new double[] {20}, vector(stage, rows, 2));
  }

  @Test
  void the_first_of_a_key_is_missing_with_a_mark_if_asked() {
    FeatureStage stage =
        stage(Map.of("columns", List.of("price"), "lag", "1", "missing", "indicator"));
    Rows rows = rows("7 a 1", "- a 1", "9 a 1");
    stage.arrive(rows, -1);
    assertArrayEquals(new double[] {0, 1}, vector(stage, rows, 0));
    assertArrayEquals(new double[] {7, 0}, vector(stage, rows, 1));
    assertArrayEquals(new double[] {0, 1}, vector(stage, rows, 2)); // there was one, but no price
  }

  /** Standardised as any column, by what was gathered. */
  @Test
  void lags_are_scaled_by_the_blocks_own_scale() {
    FeatureStage stage =
        stage(Map.of("columns", List.of("price"), "lag", "1", "scale", "standard"));
    Rows rows = rows("1 a 0", "3 a 0", "5 a 0", "0 a 0");
    stage.arrive(rows, -1);
    stage.observe(rows, new int[] {0, 1, 2}, 0, 3); // of missing, 1 and 3
    assertArrayEquals(new double[] {0}, vector(stage, rows, 0));
    assertArrayEquals(new double[] {-1}, vector(stage, rows, 1));
    assertArrayEquals(new double[] {3}, vector(stage, rows, 3));
  }

  @Test
  void an_omitted_row_was_never_there() {
    FeatureStage stage = stage(Map.of("columns", List.of("price"), "lag", "1"));
    Rows rows = rows("1 a 0", "2 a 0", "3 a 0");
    stage.arrive(rows, 1);
    assertArrayEquals(new double[] {1}, vector(stage, rows, 2));
  }

  @Test
  void the_key_that_was_not_seen_for_the_longest_time_is_forgotten() {
    FeatureStage stage = stage(Map.of("columns", List.of("price"), "lag", "1", "keys", "2"));
    Rows rows = rows("1 a 0", "2 b 0", "3 a 0", "4 c 0", "5 b 0", "6 a 0", "7 b 0");
    stage.arrive(rows, -1);
    assertArrayEquals(new double[] {1}, vector(stage, rows, 2));
    assertArrayEquals(new double[] {0}, vector(stage, rows, 4)); // c took b's place
    assertArrayEquals(new double[] {0}, vector(stage, rows, 5)); // and b took a's
    assertArrayEquals(new double[] {5}, vector(stage, rows, 6));
  }

  /** Against a map that is kept the slow way, through hundreds of thousands of sights. */
  @Test
  void memory_is_bounded_and_agrees_with_a_map_in_order_of_age() {
    int most = 100;
    LagMemory memory = new LagMemory(most, 1, 1);
    Map<Integer, Double> map = new LinkedHashMap<>();
    Random random = new Random(1);
    long[] cell = new long[TextCells.CELL];
    for (int i = 0; i < 200_000; i++) {
      int key = (int) Math.abs(random.nextGaussian() * 80);
      TextCells.fill(cell, key);
      int slot = memory.find(cell);
      Double known = map.remove(key);
      assertEquals(known == null, slot < 0, "sight " + i);
      if (known != null) {
        assertEquals(known, memory.value(slot, 0, 0));
      }
      memory.push(memory.touch(cell), 0, i);
      map.put(key, (double) i);
      if (map.size() > most) {
        map.remove(map.keySet().iterator().next());
      }
      assertEquals(map.size(), memory.count());
    }
    assertEquals(most, memory.count());
  }

  @Test
  void columns_and_keys_are_read_though_no_other_block_has_them() {
    List<Settings> blocks =
        blocks(
            Map.of("columns", List.of("price"), "scale", "standard"),
            Map.of("columns", List.of("price", "sold", "cost"), "lag", "1", "key", "shop"));
    assertEquals(List.of("price", "cost", "shop"), FeatureStages.columns(blocks, "sold"));
    assertEquals(List.of("shop"), FeatureStages.texts(blocks));
    List<Settings> numberKey =
        blocks(
            Map.of("columns", List.of("shop"), "missing", "reject"),
            Map.of("columns", List.of("sold"), "lag", "1", "key", "shop"));
    assertEquals(List.of(), FeatureStages.texts(numberKey));
    assertEquals(List.of("shop"), FeatureStages.required(numberKey));
  }

  @Test
  void options_that_cannot_be_meant_are_refused() {
    refused("the first example of a key has nothing before it", "missing", "reject");
    refused("expected a whole number from 1 to 1000", "lag", "0");
    refused("keys: expected at most 419430 for 10 values a key", "lag", "10", "keys", "1000000");
    refused("named twice", "columns", List.of("price", "price"));
    refused("column 'shop' holds texts", "columns", List.of("shop"));
    refused("column 'cost' is not among", "columns", List.of("cost"));
  }

  @Test
  void rows_that_never_arrived_have_no_lags() {
    FeatureStage stage = stage(Map.of("columns", List.of("price"), "lag", "1"));
    Rows rows = rows("1 a 0");
    assertThrows(IllegalStateException.class, () -> vector(stage, rows, 0));
  }

  private static void refused(String words, Object... options) {
    Map<String, Object> block =
        new LinkedHashMap<>(Map.of("columns", List.of("price"), "lag", "1"));
    for (int i = 0; i < options.length; i += 2) {
      block.put((String) options[i], options[i + 1]);
    }
    String message = assertThrows(SettingsException.class, () -> stage(block)).getMessage();
    assertTrue(message.contains(words), message);
  }

  private static FeatureStage stage(Map<String, Object> options) {
    Map<String, Object> block = new LinkedHashMap<>(options);
    block.put("key", "shop");
    return FeatureStages.of(blocks(block), LAYOUT);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static List<Settings> blocks(Map<String, Object>... blocks) {
    return Settings.of(Map.of("features", new ArrayList<>(List.of(blocks)))).nodes("features");
  }

  private static double[] vector(FeatureStage stage, Rows rows, int row) {
    double[] into = new double[stage.width()];
    stage.transform(rows, new int[] {row}, 0, 1, into, into.length);
    return into;
  }

  private static Rows rows(String... lines) {
    Rows rows = new Rows(LAYOUT, lines.length);
    for (String line : lines) {
      String[] parts = line.split(" ");
      byte[] shop = parts[1].getBytes(StandardCharsets.UTF_8);
      int start = rows.add();
      rows.values()[start] = parts[0].equals("-") ? NONE : Double.parseDouble(parts[0]);
      rows.values()[start + 1] = parts[1].equals("-") ? NONE : rows.addText(shop, 0, shop.length);
      rows.values()[start + 2] = Double.parseDouble(parts[2]);
    }
    return rows;
  }
}
