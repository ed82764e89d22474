package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.state.StateImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrequentialFiguresTest {

  @ParameterizedTest
  @EnumSource(LabelKind.class)
  void a_window_has_every_figure_of_its_rows_alone_and_the_guesses_of_the_baselines_as_they_were(
      LabelKind kind) {
    Stream stream = Stream.random(kind, 400, 7);
    String name = kind.name().toLowerCase(java.util.Locale.ROOT);
    for (int size : List.of(1, 90, 1000)) {
      Prequential prequential = PrequentialFigures.of(name, stream.classes, size);
      for (int from = 0; from < 400; ) {
        int to = Math.min(400, from + 1 + 37 * from % 150);
        observe(prequential, stream, from, to);
        from = to;
        int first = Math.max(kind == LabelKind.REAL ? 0 : 1, to - size);
        for (var figure : prequential.figures().entrySet()) {
          if (figure.getKey().startsWith("window.")) {
            String what = figure.getKey().substring("window.".length());
            int begin = what.startsWith("baseline.") ? first : Math.max(0, to - size);
            double definition = Definitions.window(what, stream, begin, to);
            double most = 1e-9 * Math.max(1, Math.abs(definition));
            assertEquals(definition, figure.getValue(), most, what + " of " + size + " at " + to);
          }
        }
      }
    }
  }

  // A figure of the whole stream without its fading and its windowed counterpart cannot be compared
  // with what a drift made of it.
  @ParameterizedTest
  @EnumSource(LabelKind.class)
  void every_figure_is_there_whole_fading_and_in_a_window(LabelKind kind) {
    Stream stream = Stream.random(kind, 400, 3);
    String name = kind.name().toLowerCase(java.util.Locale.ROOT);
    Prequential prequential = PrequentialFigures.of(name, stream.classes);
    observe(prequential, stream, 0, 400);
    Set<String> names = prequential.figures().keySet();
    List<String> whole = names.stream().filter(n -> !n.matches("(recent|window)[.].*")).toList();
    assertTrue(whole.size() >= 8, whole.toString());
    for (String figure : whole) {
      assertTrue(names.contains("recent." + figure), "recent." + figure);
      if (!figure.equals("rocAucBound")) { // exact there
        assertTrue(names.contains("window." + figure), "window." + figure);
      }
    }
  }

  @Test
  void fading_sums_stay_finite_and_right_over_a_long_stream() {
    Prequential real = PrequentialFigures.of("real", 0);
    Prequential binary = PrequentialFigures.of("binary", 2);
    float[] y = new float[1000];
    for (int block = 0; block < 150; block++) {
      for (int r = 0; r < 1000; r++) {
        y[r] = (block * 1000 + r) % 2;
      }
      real.observe(new float[1000], 1, y, 1, new double[1000], 1000);
      binary.observe(new float[1000], 1, y, 1, new double[1000], 1000);
    }
    // All is taken for 0; of the last row, a 1, to the first the weights are 1, f, f^2, ...
    double ones = 1 / (1 + 0.999);
    assertEquals(1 - ones / (ones * (1 - ones)), real.figures().get("recent.r2"), 1e-9);
    assertEquals(0.5, binary.figures().get("recent.balancedAccuracy"), 1e-12);
    assertEquals(ones, binary.figures().get("recent.calibrationError"), 1e-9);
    assertEquals(1 / (1 - 0.999 * 0.999), binary.figures().get("recent.confusion.1.0"), 1e-9);
    assertEquals(0.5, binary.figures().get("recent.rocAuc"), 1e-12);
  }

  private static void observe(Prequential prequential, Stream stream, int from, int to) {
    int stride = stream.width + 1;
    prequential.observe(
        Arrays.copyOfRange(stream.predictions, from * stride, to * stride),
        stride,
        Arrays.copyOfRange(stream.targets, from * 2, to * 2),
        2,
        Arrays.copyOfRange(stream.losses, from, to),
        to - from);
  }

  // Truth 1 1 0 0 1, p 0.9 0.4 0.6 0.5 0.8: decisions 1 0 1 0 1 (a tie is negative).
  @Test
  void five_binary_rows_by_hand() {
    Prequential prequential = PrequentialFigures.of("binary", 0);
    float[] p = {0.9f, 0.4f, 0.6f, 0.5f, 0.8f};
    float[] y = {1, 1, 0, 0, 1};
    prequential.observe(p, 1, y, 1, new double[] {1, 2, 3, 4, 5}, 5);
    Map<String, Double> figures = prequential.figures();
    assertEquals(5, prequential.count());
    assertEquals(3.0, figures.get("loss"));
    assertEquals(3.0 / 5, figures.get("accuracy"));
    assertEquals(2.0 / 3, figures.get("precision"));
    assertEquals(2.0 / 3, figures.get("recall"));
    assertEquals(2.0 / 3, figures.get("f1"));
    assertEquals((2.0 / 3 + 1.0 / 2) / 2, figures.get("balancedAccuracy"), 1e-15);
    // -(ln 0.9 + ln 0.4 + ln 0.4 + ln 0.5 + ln 0.8) / 5
    assertEquals(0.5708465, figures.get("logLoss"), 1e-6);
    // 1 1 0 0 | 1: rows 2 and 4 repeat the row before.
    assertEquals(2.0 / 4, figures.get("baseline.previous.accuracy"));
    // Majority before rows 2 to 5: 1, 1, 1, then 2 : 2, where 1 was met first.
    assertEquals(2.0 / 4, figures.get("baseline.majority.accuracy"));
  }

  // Targets 1 3 2, predictions 0 2 4: errors -1 -1 2.
  @Test
  void three_real_rows_by_hand() {
    Prequential prequential = PrequentialFigures.of("real", 0);
    prequential.observe(
        new float[] {0, 2, 4}, 1, new float[] {1, 3, 2}, 1, new double[] {1, 1, 4}, 3);
    Map<String, Double> figures = prequential.figures();
    assertEquals(4.0 / 3, figures.get("mae"));
    assertEquals(Math.sqrt(2), figures.get("rmse"), 1e-15);
    assertEquals(1 - 6.0 / 2, figures.get("r2"), 1e-15);
    assertEquals((1 + 2 + 1) / 3.0, figures.get("baseline.previous.mae"));
    assertEquals((1 + 2 + 0) / 3.0, figures.get("baseline.mean.mae"));
    double fading = (1 * 0.999 * 0.999 + 1 * 0.999 + 4) / (0.999 * 0.999 + 0.999 + 1);
    assertEquals(fading, figures.get("recent.loss"), 1e-15);
  }

  // Truth 2 and 0; probabilities (0.2 0.2 0.6), (0.4 0.4 0.2): a tie goes to the lower class.
  @Test
  void two_rows_of_three_classes_by_hand() {
    Prequential prequential = PrequentialFigures.of("class", 3);
    prequential.observe(
        new float[] {0.2f, 0.2f, 0.6f, 0.4f, 0.4f, 0.2f},
        3,
        new float[] {2, 0},
        1,
        new double[] {0, 0},
        2);
    assertEquals(1.0, prequential.figures().get("accuracy"));
    assertEquals(-(Math.log(0.6) + Math.log(0.4)) / 2, prequential.figures().get("logLoss"), 1e-7);
  }

  @Test
  void a_drift_shows_in_the_recent_figures_long_before_the_whole_ones() {
    Prequential prequential = PrequentialFigures.of("binary", 0);
    for (int i = 0; i < 20_000; i++) {
      float p = i < 18_000 ? 0.9f : 0.1f;
      prequential.observe(new float[] {p}, 1, new float[] {1}, 1, new double[] {0}, 1);
    }
    assertEquals(0.9, prequential.figures().get("accuracy"), 1e-12);
    assertEquals(Math.pow(0.999, 2000), prequential.figures().get("recent.accuracy"), 1e-6);
  }

  @Test
  void figures_come_in_one_order_and_only_where_they_mean_something() {
    Prequential prequential = PrequentialFigures.of("real", 0);
    assertEquals(Map.of(), prequential.figures());
    prequential.observe(new float[] {1}, 1, new float[] {2}, 1, new double[] {1}, 1);
    assertEquals(
        List.of(
            "loss",
            "recent.loss",
            "mae",
            "rmse",
            "recent.mae",
            "recent.rmse",
            "baseline.previous.mae",
            "baseline.previous.rmse",
            "recent.baseline.previous.mae",
            "recent.baseline.previous.rmse",
            "baseline.mean.mae",
            "baseline.mean.rmse",
            "recent.baseline.mean.mae",
            "recent.baseline.mean.rmse",
            "window.loss",
            "window.mae",
            "window.rmse",
            "window.baseline.previous.mae",
            "window.baseline.previous.rmse",
            "window.baseline.mean.mae",
            "window.baseline.mean.rmse"),
        List.copyOf(prequential.figures().keySet()));
  }

  @Test
  void a_copy_of_the_state_goes_on_with_the_same_bits() {
    for (LabelKind kind : LabelKind.values()) {
      Stream stream = Stream.random(kind, 300, 42);
      Prequential original = of(kind);
      Prequential copy = of(kind);
      observe(original, stream);
      StateImage.of(original).restore(copy);
      observe(original, stream);
      observe(copy, stream);
      assertEquals(600, copy.count());
      assertEquals(original.figures(), copy.figures());
      assertEquals(StateImage.of(original), StateImage.of(copy));
    }
  }

  @Test
  void a_prediction_that_is_no_number_never_counts_as_a_hit() {
    Prequential binary = PrequentialFigures.of("binary", 0);
    binary.observe(new float[] {Float.NaN}, 1, new float[] {0}, 1, new double[] {0}, 1);
    assertEquals(0.0, binary.figures().get("accuracy"));
    Prequential three = PrequentialFigures.of("class", 2);
    float[] p = {Float.NaN, Float.NaN};
    three.observe(p, 2, new float[] {0}, 1, new double[] {Double.NaN}, 1);
    assertEquals(0.0, three.figures().get("accuracy"));
    assertTrue(Double.isNaN(three.figures().get("loss")));
  }

  @Test
  void misuse_is_refused_with_what_was_expected() {
    refused("expected real, binary or class, got 'text'", () -> PrequentialFigures.of("text", 0));
    refused("at least 2, got 1", () -> PrequentialFigures.of("class", 1));
    float[] zeros = new float[3];
    refused(
        "expected a class from 0 to 2, got 3.0",
        () ->
            PrequentialFigures.of("class", 3)
                .observe(zeros, 3, new float[] {3}, 1, new double[1], 1));
  }

  private static void refused(String words, Runnable misuse) {
    String message = assertThrows(IllegalArgumentException.class, misuse::run).getMessage();
    assertTrue(message.contains(words), message);
  }

  private static Prequential of(LabelKind kind) {
    return PrequentialFigures.of(kind.name().toLowerCase(java.util.Locale.ROOT), Stream.CLASSES);
  }

  private static void observe(Prequential prequential, Stream stream) {
    prequential.observe(
        stream.predictions, stream.width + 1, stream.targets, 2, stream.losses, stream.rows);
  }
}
