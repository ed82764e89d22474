package dev.gradstream.evaluation.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.settings.Settings;
import dev.gradstream.settings.SettingsException;
import dev.gradstream.state.StateImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureDriftTest {
  private static final Settings SMALL = Settings.of(Map.of("reference", 2000, "window", 200));
  private static final List<String> COLUMNS = List.of("a", "b");

  private static FeatureDrift watch(Settings settings) {
    return new FeatureDrift(settings, COLUMNS, new boolean[] {false, false});
  }

  // Rows in batches of 16, as the fold shows them.
  private static List<Drift> shown(FeatureDrift watch, int rows, Function<Integer, double[]> row) {
    List<Drift> drifts = new ArrayList<>();
    for (int from = 0; from < rows; from += 16) {
      int count = Math.min(16, rows - from);
      double[] batch = new double[count * 3]; // the label stands behind the features
      for (int r = 0; r < count; r++) {
        System.arraycopy(row.apply(from + r), 0, batch, r * 3, 2);
        batch[r * 3 + 2] = Double.NaN;
      }
      watch.observe(batch, 3, IntStream.range(0, count).toArray(), 0, count);
      drifts.addAll(watch.take());
    }
    return drifts;
  }

  private static Function<Integer, double[]> normal(long seed, double mean, double missing) {
    Random random = new Random(seed);
    return i ->
        new double[] {
          5 + random.nextGaussian(),
          random.nextDouble() < missing ? Double.NaN : 1e6 + 3 * (mean + random.nextGaussian())
        };
  }

  @Test
  void columns_that_stay_as_they_were_are_quiet() {
    FeatureDrift watch = watch(SMALL);
    assertEquals(List.of(), shown(watch, 52_000, normal(1, 0, 0.2)));
    Map<String, Double> figures = new TreeMap<>();
    watch.figures(figures);
    assertEquals(Map.of("drift.features", 0.0, "featureDrift.now", 0.0), figures);
  }

  @Test
  void a_mean_that_moved_is_told_once_at_the_end_of_its_window_with_both_means() {
    FeatureDrift watch = watch(SMALL);
    shown(watch, 3_000, normal(1, 0, 0));
    List<Drift> drifts = shown(watch, 1_000, normal(2, 1, 0));
    assertEquals(1, drifts.size(), drifts::toString);
    Drift drift = drifts.getFirst();
    assertEquals("b mean", drift.on());
    assertEquals("reference", drift.detector());
    assertEquals(3_200, drift.example());
    assertEquals(1e6, drift.before(), 0.3);
    assertEquals(1e6 + 3, drift.after(), 0.8);
  }

  @Test
  void values_that_go_missing_are_told_and_told_again_after_they_came_back() {
    FeatureDrift watch = watch(SMALL);
    shown(watch, 2_000, normal(1, 0, 0.1));
    List<String> told = new ArrayList<>();
    for (double share : new double[] {0.1, 0.5, 0.1, 0.5}) {
      shown(watch, 400, normal(3, 0, share)).forEach(drift -> told.add(drift.on()));
    }
    assertEquals(List.of("b missing", "b missing"), told);
  }

  @Test
  void values_outside_the_reference_s_range_are_told_though_the_mean_stays() {
    FeatureDrift watch = watch(SMALL);
    shown(watch, 2_000, i -> new double[] {i % 2, 1});
    List<Drift> drifts = shown(watch, 200, i -> new double[] {i % 2, i % 10 == 0 ? 1.0001 : 1});
    assertEquals(List.of("b mean", "b outside"), drifts.stream().map(Drift::on).sorted().toList());
    assertEquals(0.1, drifts.getLast().after(), 1e-12);
  }

  @Test
  void a_reference_can_be_declared_for_a_column() {
    Settings settings =
        Settings.of(
            Map.of(
                "reference",
                2,
                "window",
                100,
                "expected",
                List.of(Map.of("column", "a", "mean", 38, "deviation", 13, "most", 90))));
    FeatureDrift watch = watch(settings);
    assertEquals(List.of(), shown(watch, 102, i -> new double[] {i % 2 == 0 ? 30 : 45, 0}));
    List<Drift> drifts = shown(watch, 100, i -> new double[] {i % 4 == 0 ? 120 : 30, 0});
    assertEquals(List.of("a mean", "a outside"), drifts.stream().map(Drift::on).sorted().toList());
    SettingsException unknown =
        assertThrows(
            SettingsException.class,
            () -> watch(Settings.of(Map.of("expected", List.of(Map.of("column", "c"))))));
    assertTrue(unknown.getMessage().contains("expected one of a, b"), unknown.getMessage());
  }

  @Test
  void its_state_is_all_there_is() {
    for (int at : List.of(500, 2_000, 2_345)) {
      FeatureDrift original = watch(SMALL);
      FeatureDrift other = watch(SMALL);
      shown(original, at, normal(1, 0, 0.1));
      shown(other, 700, normal(9, 4, 0.9));
      StateImage.of(original).restore(other);
      List<Drift> drifts = shown(original, 3_000, normal(5, 1, 0.5));
      assertEquals(drifts, shown(other, 3_000, normal(5, 1, 0.5)));
      assertTrue(at < 1_000 || !drifts.isEmpty());
      assertEquals(StateImage.of(original), StateImage.of(other));
    }
  }

  @Test
  void how_rows_are_cut_into_batches_changes_nothing() {
    FeatureDrift whole = watch(SMALL);
    FeatureDrift single = watch(SMALL);
    double[] rows = new Random(3).doubles(3 * 3_000).toArray();
    int[] order = IntStream.range(0, 3_000).toArray();
    whole.observe(rows, 3, order, 0, 3_000);
    for (int i = 0; i < 3_000; i++) {
      single.observe(rows, 3, order, i, i + 1);
    }
    assertEquals(StateImage.of(whole), StateImage.of(single));
  }

  @Test
  void many_columns_that_change_at_once_are_counted_and_not_all_told() {
    List<String> columns = IntStream.range(0, 100).mapToObj(c -> "x" + c).toList();
    FeatureDrift watch = new FeatureDrift(SMALL, columns, new boolean[100]);
    double[] rows = new double[100 * 2_200];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i < 100 * 2_000 ? i % 7 : 100;
    }
    watch.observe(rows, 100, IntStream.range(0, 2_200).toArray(), 0, 2_200);
    assertEquals(FeatureDrift.MOST_TOLD, watch.take().size());
    Map<String, Double> figures = new TreeMap<>();
    watch.figures(figures);
    assertEquals(200, figures.get("drift.features"));
    assertEquals(200, figures.get("featureDrift.now"));
  }
}
