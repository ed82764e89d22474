package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FeatureStagesTest {
  private static final RowLayout LAYOUT = new RowLayout(List.of("a", "b", "c"), "y");

  @Test
  void blocks_stand_side_by_side_in_the_order_written() {
    List<Settings> blocks =
        blocks(
            Map.of("columns", List.of("c", "a"), "missing", "indicator"),
            Map.of("columns", List.of("b"), "scale", "log"));
    FeatureStage stage = FeatureStages.of(blocks, LAYOUT);
    assertEquals(List.of("c", "a", "c.missing", "a.missing", "b"), stage.names());
    assertEquals(List.of("c", "a", "b"), FeatureStages.columns(blocks, "y"));
    Rows rows = rows(new double[][] {{1, Math.E - 1, Double.NaN, 9}});
    assertArrayEquals(new float[] {0, 1, 1, 0, 1}, vectors(stage, rows, 5, 0));
  }

  @Test
  void a_range_stands_for_the_elements_of_a_vector() {
    List<Settings> blocks = blocks(Map.of("columns", List.of("x[1..3]", "a"), "scale", "divide"));
    assertEquals(List.of("x[1]", "x[2]", "x[3]", "a"), FeatureStages.columns(blocks, "y"));
    RowLayout layout = new RowLayout(List.of("a", "x[1]", "x[2]", "x[3]"), "y");
    Rows rows = new Rows(layout, 1);
    int start = rows.add();
    System.arraycopy(new double[] {51, 255, 510, 0, 1}, 0, rows.values(), start, 5);
    FeatureStage stage = FeatureStages.of(blocks, layout);
    assertArrayEquals(new float[] {1, 2, 0, 0.2f}, vectors(stage, rows, 4, 0));
    refused("rising and below", blocks(Map.of("columns", List.of("x[3..1]"))));
  }

  @Test
  void vectors_are_as_far_apart_as_the_stride_and_follow_the_order() {
    FeatureStage stage = FeatureStages.of(blocks(Map.of("columns", List.of("a"))), LAYOUT);
    Rows rows = rows(new double[][] {{1, 0, 0, 0}, {2, 0, 0, 0}, {3, 0, 0, 0}});
    float[] into = {-1, -1, -1, -1};
    stage.transform(rows, new int[] {0, 2, 1}, 1, 3, into, 2);
    assertArrayEquals(new float[] {3, -1, 2, -1}, into);
  }

  @Test
  void how_rows_are_cut_into_batches_changes_no_bit() {
    double[][] values = new double[200][4];
    Random random = new Random(11);
    for (double[] row : values) {
      for (int c = 0; c < 4; c++) {
        row[c] = random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian() * 100;
      }
    }
    Rows rows = rows(values);
    int[] order = new Random(3).ints(0, 200).distinct().limit(200).toArray();
    FeatureStage whole = all();
    FeatureStage cut = all();
    whole.observe(rows, order, 0, 200);
    for (int from = 0; from < 200; ) {
      int to = Math.min(200, from + 1 + random.nextInt(20));
      cut.observe(rows, order, from, to);
      from = to;
    }
    assertEquals(StateImage.of(whole), StateImage.of(cut));
    float[] expected = new float[200 * whole.width()];
    float[] actual = new float[200 * whole.width()];
    whole.transform(rows, order, 0, 200, expected, whole.width());
    for (int i = 0; i < 200; i++) {
      float[] one = new float[whole.width()];
      cut.transform(rows, order, i, i + 1, one, whole.width());
      System.arraycopy(one, 0, actual, i * one.length, one.length);
    }
    assertArrayEquals(expected, actual);
  }

  // sqrt(n - 1) bounds a value that was learned, but variant L scores before it learns.
  @Test
  void any_value_at_all_comes_out_finite() {
    FeatureStage stage = all();
    double[] hostile = {
      0, -0.0, 1e30, -1e30, 1e308, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 1e100
    };
    double[][] values = new double[400][4];
    Random random = new Random(5);
    for (int r = 0; r < values.length; r++) {
      for (int c = 0; c < 4; c++) {
        values[r][c] = r < 9 ? c + r % 2 : hostile[random.nextInt(hostile.length)];
      }
    }
    Rows rows = rows(values);
    for (int r = 0; r < values.length; r++) {
      for (float z : vectors(stage, rows, stage.width(), r)) {
        assertTrue(Float.isFinite(z), "row " + r + " gives " + z);
      }
      stage.observe(rows, new int[] {r}, 0, 1);
    }
  }

  @Test
  void clip_bounds_what_comes_out() {
    List<Settings> blocks =
        blocks(Map.of("columns", List.of("a", "b"), "scale", "standard", "clip", "1.5"));
    FeatureStage stage = FeatureStages.of(blocks, LAYOUT);
    Rows rows = rows(new double[][] {{1, 1, 0, 0}, {3, 3, 0, 0}, {99, -99, 0, 0}});
    stage.observe(rows, new int[] {0, 1}, 0, 2);
    assertArrayEquals(new float[] {1.5f, -1.5f}, vectors(stage, rows, 2, 2));
  }

  @Test
  void only_variant_L_scores_before_learning() {
    assertTrue(standard("L").scoresBeforeLearning());
    assertFalse(standard("P").scoresBeforeLearning());
    assertFalse(
        FeatureStages.of(blocks(Map.of("columns", List.of("a"))), LAYOUT).scoresBeforeLearning());
  }

  @Test
  void misuse_is_refused_with_the_setting_and_a_way_out() {
    refused("named twice", blocks(Map.of("columns", List.of("a", "b", "a"))));
    refused("at least one column", blocks(Map.of("columns", List.of())));
    refused(
        "did you mean 'standard'", blocks(Map.of("columns", List.of("a"), "scale", "standart")));
    refused("is no feature", blocks(Map.of("columns", List.of("y"))));
    refused(
        "expected one of L, P",
        blocks(Map.of("columns", List.of("a"), "scale", "minmax", "variant", "X")));
    refused("clip", blocks(Map.of("columns", List.of("a"), "clip", "0")));
    refused(
        "must have the same",
        blocks(
            Map.of("columns", List.of("a"), "scale", "standard"),
            Map.of("columns", List.of("b"), "scale", "standard", "variant", "P")));
    refused("at least one block", List.of());
  }

  @Test
  void a_missing_value_that_was_to_be_rejected_stops_the_run() {
    List<Settings> blocks = blocks(Map.of("columns", List.of("b"), "missing", "reject"));
    assertEquals(List.of("b"), FeatureStages.required(blocks));
    FeatureStage stage = FeatureStages.of(blocks, LAYOUT);
    Rows rows = rows(new double[][] {{1, Double.NaN, 1, 1}});
    String message =
        assertThrows(IllegalStateException.class, () -> vectors(stage, rows, 1, 0)).getMessage();
    assertTrue(message.contains("row 0, column 'b'"), message);
  }

  private static FeatureStage all() {
    return FeatureStages.of(
        blocks(
            Map.of("columns", List.of("a"), "scale", "standard", "missing", "indicator"),
            Map.of("columns", List.of("b"), "scale", "minmax"),
            Map.of("columns", List.of("c"), "scale", "none")),
        LAYOUT);
  }

  private static FeatureStage standard(String variant) {
    return FeatureStages.of(
        blocks(Map.of("columns", List.of("a"), "scale", "standard", "variant", variant)), LAYOUT);
  }

  private static void refused(String words, List<Settings> blocks) {
    String message =
        assertThrows(SettingsException.class, () -> FeatureStages.of(blocks, LAYOUT)).getMessage();
    assertTrue(message.contains(words) && message.startsWith("features"), message);
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private static List<Settings> blocks(Map<String, Object>... blocks) {
    return Settings.of(Map.of("features", List.of(blocks))).nodes("features");
  }

  private static float[] vectors(FeatureStage stage, Rows rows, int width, int row) {
    float[] into = new float[width];
    stage.transform(rows, new int[] {row}, 0, 1, into, width);
    return into;
  }

  private static Rows rows(double[][] values) {
    Rows rows = new Rows(LAYOUT, 1);
    for (double[] row : values) {
      int start = rows.add();
      System.arraycopy(row, 0, rows.values(), start, row.length);
    }
    return rows;
  }
}
