package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.state.StateImage;
import dev.gradstream.state.Stateful;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** What every metric must keep, whatever it measures; each law is one method. */
final class MetricLaws {
  private static final int ROWS = 400;

  private final Supplier<Metric> maker;
  private final LabelKind kind;
  private final Stream stream;
  private final long seed;

  MetricLaws(Supplier<Metric> maker, LabelKind kind, long seed) {
    this.maker = maker;
    this.kind = kind;
    this.seed = seed;
    this.stream = Stream.random(kind, ROWS, seed);
  }

  void all() {
    agrees_with_the_definition_of_each_figure();
    has_no_figure_before_the_first_row();
    how_rows_are_cut_into_batches_changes_no_bit();
    its_state_is_all_there_is();
    looking_changes_nothing();
    one_with_another_past_may_share_its_mini_batches();
  }

  void agrees_with_the_definition_of_each_figure() {
    Metric metric = maker.get();
    int from = 0;
    for (int to : List.of(1, 2, 3, 10, 57, ROWS)) {
      observe(metric, from, to);
      Map<String, Double> figures = figures(metric);
      figures.forEach(
          (name, value) -> {
            double definition = Definitions.of(name, stream, to);
            assertEquals(definition, value, 1e-9 * Math.max(1, Math.abs(definition)), name);
          });
      from = to;
    }
    assertFalse(figures(metric).isEmpty(), "no figure at all");
  }

  void has_no_figure_before_the_first_row() {
    assertEquals(Map.of(), figures(maker.get()));
  }

  void how_rows_are_cut_into_batches_changes_no_bit() {
    Metric whole = maker.get();
    Metric cut = maker.get();
    observe(whole, 0, ROWS);
    Random random = new Random(seed);
    for (int from = 0; from < ROWS; ) {
      int to = Math.min(ROWS, from + 1 + random.nextInt(30));
      observe(cut, from, to);
      from = to;
    }
    assertEquals(image(whole), image(cut));
    assertEquals(figures(whole), figures(cut));
  }

  // Cut early as well: hidden state often matters only while counts are small.
  void its_state_is_all_there_is() {
    for (int cut : List.of(1, 2, 3, 4, 6, 9, 15, 150)) {
      Metric used = maker.get();
      observe(used, 150, 350);
      for (Metric other : List.of(maker.get(), used)) {
        Metric original = maker.get();
        observe(original, 0, cut);
        image(original).restore(stateful(other));
        for (int r = cut; r < 200; r++) {
          observe(original, r, r + 1);
          observe(other, r, r + 1);
          assertEquals(figures(original), figures(other));
        }
        assertEquals(image(original), image(other));
      }
    }
    Metric metric = maker.get();
    observe(metric, 0, 150);
    assertNotEquals(image(maker.get()), image(metric), "learned nothing");
    image(metric).bits().keySet().forEach(name -> assertTrue(name.startsWith("p/"), name));
  }

  void looking_changes_nothing() {
    Metric metric = maker.get();
    observe(metric, 0, 100);
    StateImage before = image(metric);
    assertEquals(figures(metric), figures(metric));
    assertEquals(before, image(metric));
  }

  void one_with_another_past_may_share_its_mini_batches() {
    Metric older = maker.get();
    Metric newer = maker.get();
    Metric alone = maker.get();
    observe(older, 0, 50);
    Scored shared = new Scored(kind, stream.classes);
    for (int from = 50; from < 200; from += 50) {
      stream.fill(shared, from, from + 50);
      older.observe(shared);
      newer.observe(shared);
      observe(alone, from, from + 50);
    }
    assertEquals(image(alone), image(newer));
  }

  private void observe(Metric metric, int from, int to) {
    Scored scored = new Scored(kind, stream.classes);
    stream.fill(scored, from, to);
    metric.observe(scored);
  }

  private static Map<String, Double> figures(Metric metric) {
    Map<String, Double> figures = new LinkedHashMap<>();
    metric.figures((name, value) -> assertEquals(null, figures.put(name, value), "twice: " + name));
    return figures;
  }

  private static StateImage image(Metric metric) {
    return StateImage.of(stateful(metric));
  }

  private static Stateful stateful(Metric metric) {
    return visitor -> metric.visit("p/", visitor);
  }
}
