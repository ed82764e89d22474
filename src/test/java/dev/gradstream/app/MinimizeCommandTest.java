package dev.gradstream.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

/** {@code minimize} as a person types it. */
final class MinimizeCommandTest {
  private static final String PARABOLA = "(w-6)^2";
  private static final String HIMMELBLAU = "(x^2+y-11)^2 + (x+y^2-7)^2";

  @TempDir Path dir;

  private static Captured run(int status, String... words) {
    Captured captured = new Captured(false);
    String[] all = new String[words.length + 1];
    all[0] = "minimize";
    System.arraycopy(words, 0, all, 1, words.length);
    assertEquals(status, captured.run(all), captured::err);
    return captured;
  }

  private static Map<String, Object> json(int status, String... words) {
    String[] all = java.util.Arrays.copyOf(words, words.length + 1);
    all[words.length] = "--json";
    return Commands.object(run(status, all).out());
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<String, Object> object, String name) {
    return (List<Map<String, Object>>) object.get(name);
  }

  private static double at(Map<String, Object> point, String variable) {
    return Commands.number(Commands.inner(point, "at"), variable);
  }

  @Test
  void the_object_holds_every_point_of_the_way_to_the_last_digit() {
    Map<String, Object> object = json(0, PARABOLA, "--start", "w=23", "--rate", "0.1");
    List<Map<String, Object>> points = list(object, "trajectory");
    assertTrue(points.size() > 75, "" + points.size());
    for (int k = 0; k < points.size(); k++) {
      assertEquals(6 + 17 * Math.pow(0.8, k), at(points.get(k), "w"), 1e-12);
    }
    assertEquals("stopped", object.get("outcome"));
    assertEquals("gradientNorm: at most 1.0E-6", object.get("reason"));
  }

  @Test
  void a_page_has_table_chart_and_ending() {
    String out = run(0, PARABOLA, "--start", "w=23", "--rate", "0.1", "--steps", "40").out();
    assertTrue(out.startsWith("f = (w-6)^2, sgd with rate 0.1\n"), out);
    assertTrue(out.contains("\n 3       14.704       75.759616      17.408   0.1\n"), out);
    assertTrue(out.contains("f (logarithmic)\n    289 \u2502"), out);
    assertTrue(out.contains("stopped at step 40 (steps: 40 reached); f = "), out);
    long rows = out.lines().filter(line -> line.matches(" *\\d+ +[-\\d].*  0\\.1")).count();
    assertEquals(13, rows, out); // 0 to 10, 20, 40
  }

  @Test
  void half_hits_one_oscillates_and_more_diverges() {
    String half = run(0, PARABOLA, "--start", "w=23", "--rate", "0.5").out();
    assertTrue(half.contains("stopped at step 1 (gradientNorm"), half);
    assertTrue(half.contains("f = 0 at w = 6"), half);
    String one = run(1, PARABOLA, "--start", "w=23", "--rate", "1").out();
    assertTrue(one.contains("not converging: two points have taken turns"), one);
    String more = run(1, PARABOLA, "--start", "w=23", "--rate", "1.1").out();
    assertTrue(more.contains("diverging: f grew 20 times in a row; the step is too large"), more);
    assertEquals("diverged", json(1, PARABOLA, "--start", "w=23", "--rate", "1.1").get("outcome"));
  }

  @ParameterizedTest
  @MethodSource("dev.gradstream.optim.Schedules#names")
  void every_schedule_can_be_asked_for(String name) {
    String options =
        switch (name) {
          case "inverse-time", "inverse-sqrt" -> ",rate=0.01";
          case "exponential", "step" -> ",factor=0.9,every=10";
          default -> "";
        };
    String[] words = {
      PARABOLA,
      "--start",
      "w=23",
      "--rate",
      "0.1",
      "--steps",
      "50",
      "--decay",
      name + options,
      "--set",
      "optimizer.decay.warmup=4"
    };
    List<Map<String, Object>> points = list(json(0, words), "trajectory");
    assertEquals(0.02, Commands.number(points.getFirst(), "rate"), 1e-15);
    assertTrue(at(points.getLast(), "w") < 22);
  }

  @Test
  void optimizers_take_their_options_from_set() {
    String[] words = {"x^2", "--start", "x=1", "--steps", "5", "--optimizer", "momentum"};
    Object plain = json(0, words).get("end");
    String[] more = java.util.Arrays.copyOf(words, 9);
    more[7] = "--set";
    more[8] = "optimizer.momentum=0.5";
    assertNotEquals(plain, json(0, more).get("end"));
  }

  @Test
  void stopping_criteria_are_the_ones_of_training() {
    String out =
        run(0, PARABOLA, "--start", "w=23", "--rate", "0.1", "--stop", "targetLoss=1").out();
    assertTrue(out.contains("stopped at step 13 (targetLoss: 1.0 reached)"), out); // 289 * 0.64^13
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // w - 6 = 17 0.8^k: steps of 4.25 0.8^k, f = 289 0.64^k, falling by 162.5625 0.64^k
        "stepNorm=1| 7| stepNorm: at most 1.0",
        "lossChange=1| 12| lossChange: at most 1.0",
        "lossChange=1,patience=3| 14| lossChange: at most 1.0 for 3 steps in a row",
        "targetLoss=1| 13| targetLoss: 1.0 reached",
        "gradientNorm=1| 16| gradientNorm: at most 1.0",
        // averages of 34 0.8^k that halve what is a step old: 4/3 of them after a while
        "gradientNorm=1,halfLife=1| 18| gradientNorm: at most 1.0 on average (half-life 1 steps)",
        "steps=3| 3| steps: 3 reached",
        "examples=4| 4| examples: 4 reached",
      })
  void every_stopping_criterion_ends_a_descent_where_one_gets_by_hand(
      String stop, int step, String reason) {
    Map<String, Object> object =
        json(0, PARABOLA, "--start", "w=23", "--rate", "0.1", "--stop", stop);
    assertEquals(reason, object.get("reason"));
    assertEquals(step, list(object, "trajectory").size() - 1);
  }

  @Test
  void a_descent_ends_when_its_time_is_over() {
    // The largest number of steps takes longer than a millisecond.
    String[] words = {"x^2", "--start", "x=1", "--rate", "1e-9", "--steps", "1000000"};
    String[] all = java.util.Arrays.copyOf(words, 9);
    all[7] = "--stop";
    all[8] = "time=1ms";
    assertEquals("time: 1 ms are over", json(0, all).get("reason"));
  }

  @Test
  void a_plateau_lowers_the_rate_of_a_descent_that_jumps_to_and_fro() {
    String[] words = {
      "abs(x)",
      "--start",
      "x=1.05",
      "--rate",
      "0.1",
      "--steps",
      "200",
      "--decay",
      "reduce-on-plateau,patience=5,factor=0.5"
    };
    List<Map<String, Object>> points = list(json(0, words), "trajectory");
    assertTrue(Commands.number(points.getLast(), "rate") < 1e-3);
    assertTrue(Math.abs(at(points.getLast(), "x")) < 1e-3);
  }

  @ParameterizedTest
  @CsvSource({
    "clipNorm=1, 22.9", // the slope of 34 counts as 1
    "clipValue=2, 22.8",
    "l2=1, 17.3", // 23 - 0.1 (34 + 23)
    "weightDecay=0.1, 19.37", // 23 0.99 - 3.4
    "l1=10, 18.6", // 19.6 - 0.1 10
    "accumulate=2, 23",
    "compensated=true, 19.6",
  })
  void every_option_of_an_optimizer_can_be_set(String option, double first) {
    String[] words = {
      PARABOLA, "--start", "w=23", "--rate", "0.1", "--steps", "1", "--set", "optimizer." + option
    };
    assertEquals(first, at(list(json(0, words), "trajectory").get(1), "w"), 1e-12);
  }

  @Test
  void restarts_find_the_four_minima_of_himmelblau_and_the_same_ones_every_time() {
    String[] words = {HIMMELBLAU, "--restarts", "40", "--seed", "7", "--rate", "0.01"};
    Map<String, Object> object = json(0, words);
    assertEquals(object, json(0, words));
    List<Map<String, Object>> minima = list(object, "minima");
    double[][] published = {
      {-3.779310, -3.283186}, {-2.805118, 3.131312}, {3, 2}, {3.584428, -1.848127}
    };
    assertEquals(4, minima.size());
    int starts = ((Number) object.get("notArrived")).intValue();
    for (int i = 0; i < 4; i++) {
      assertEquals(published[i][0], at(minima.get(i), "x"), 1e-6);
      assertEquals(published[i][1], at(minima.get(i), "y"), 1e-6);
      assertEquals(0, Commands.number(minima.get(i), "f"), 1e-10);
      starts += ((Number) minima.get(i).get("starts")).intValue();
    }
    assertEquals(40, starts);
    assertTrue(run(0, words).out().contains("4 minima from 40 starts"));
  }

  @Test
  void a_graph_is_shown_without_a_start() {
    String dot = run(0, PARABOLA, "--show", "graph").out();
    assertTrue(dot.startsWith("digraph gradient {"), dot);
    assertTrue(dot.contains("df/dw"), dot);
    assertEquals(dot, run(0, PARABOLA, "--show", "graph").out());
  }

  @Test
  void a_check_agrees_where_there_is_a_slope_and_not_in_a_kink() {
    String[] words = {"exp(x)*sin(y) + x^3/y", "--start", "x=1.3,y=2", "--check"};
    assertTrue(run(0, words).out().contains("they agree"));
    String kink = run(1, "relu(x)", "--start", "x=0", "--check").out();
    assertTrue(kink.contains("DISAGREE"), kink);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(w-6)^2; w=23; >w<",
        "x^2 + 3*y^2; x=3,y=2; >y<",
        "x^2 + y^2 + z^2; x=1,y=2,z=3; >step k<",
      })
  void a_plot_is_xml_with_named_axes(String text, String start, String axis) throws Exception {
    Path file = dir.resolve("path.svg");
    run(0, text, "--start", start, "--rate", "0.1", "--plot", file.toString());
    String svg = Files.readString(file);
    assertTrue(svg.contains(axis), svg);
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  @Test
  void a_plot_that_cannot_be_written_is_a_failure() throws IOException {
    String file = dir.resolve("none/path.svg").toString();
    String err = run(1, PARABOLA, "--start", "w=1", "--plot", file).err();
    assertTrue(err.contains("--plot " + file + ": no such file"), err);
  }

  @Test
  void a_mistake_in_the_expression_is_pointed_at() {
    String err = run(2, "(w-6^2", "--start", "w=1").err();
    assertTrue(err.startsWith("gradstream: expected ), got the end:\n  (w-6^2\n        ^\n"), err);
    String other = run(2, "2 * foo(w)").err();
    assertTrue(other.contains("\n  2 * foo(w)\n      ^\n"), other);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "--start v=3; it has weight",
        "--start wieght=3; did you mean 'weight'?",
        "--start 3; expected NAME=VALUE",
        "--start weight=abc; weight: expected a number",
        "--rate 0.1; say where: --start weight=1",
        "--start weight=1 --optimizer adma; did you mean 'adam'?",
        "--start weight=1 --decay stepp; did you mean 'step'?",
        "--start weight=1 --rate abc; optimizer.learningRate: expected a number",
        "--start weight=1 --steps 0; stop.steps: expected a whole number from 1 to 1000000",
        "--start weight=1 --stop gradient=1; stop.gradient: no such setting",
        "--start weight=1 --set optimizer.momentum=0.9; optimizer.momentum: no such setting",
        "--restarts 5 --range 5; --range 5: expected LO..HI",
        "--restarts 5 --range 5..1; expected the lower end first",
        "--start weight=1 --show grpah; --show grpah: expected graph",
      })
  void a_mistake_in_an_option_is_named(String options, String wanted) {
    String[] words = ("weight^2 " + options).split(" ");
    String err = run(2, words).err();
    assertTrue(err.contains(wanted), err);
    assertTrue(err.lines().count() <= 3, err);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2 + 3", "pi"})
  void an_expression_without_a_variable_is_refused(String text) {
    String err = run(2, text, "--start", "w=1").err();
    assertTrue(err.contains("expected at least one variable"), err);
  }
}
