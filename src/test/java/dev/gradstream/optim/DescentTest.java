package dev.gradstream.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.optim.Trajectory.Outcome;
import dev.gradstream.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Descents whose course or end is known. */
class DescentTest {
  private static final String PARABOLA = "(w-6)^2";
  private static final String ROSENBROCK = "(1-x)^2 + 100*(y-x^2)^2";
  private static final String HIMMELBLAU = "(x^2+y-11)^2 + (x+y^2-7)^2";

  private static Trajectory run(String text, String name, double rate, int steps, double... start) {
    Map<String, Object> optimizer = new LinkedHashMap<>();
    optimizer.put("name", name);
    optimizer.put("learningRate", Double.toString(rate));
    Map<String, Object> stop = Map.of("steps", "" + steps, "gradientNorm", "1e-9");
    Settings settings = Settings.of(Map.of("optimizer", optimizer, "stop", stop));
    Trajectory trajectory = new Descent(Expression.parse(text), settings, () -> 0).from(start);
    settings.refuseUnknown();
    return trajectory;
  }

  @Test
  void a_parabola_is_descended_as_its_closed_form_says() {
    Trajectory trajectory = run(PARABOLA, "sgd", 0.1, 80, 23);
    assertEquals(81, trajectory.points().size());
    for (Trajectory.Point point : trajectory.points()) {
      assertEquals(6 + 17 * Math.pow(0.8, point.k()), point.at()[0], 1e-12);
      double f = 289 * Math.pow(0.64, point.k());
      assertEquals(f, point.value(), 1e-12 * Math.max(1, f));
    }
    assertEquals("steps: 80 reached", trajectory.end().reason());
  }

  @Test
  void the_distance_falls_below_a_millionth_first_at_step_75() {
    List<Trajectory.Point> points = run(PARABOLA, "sgd", 0.1, 80, 23).points();
    assertTrue(points.get(74).at()[0] - 6 >= 1e-6);
    assertTrue(points.get(75).at()[0] - 6 < 1e-6);
  }

  @Test
  void half_the_inverse_curvature_arrives_in_one_step() {
    Trajectory trajectory = run(PARABOLA, "sgd", 0.5, 80, 23);
    assertEquals(1, trajectory.last().k());
    assertEquals(6, trajectory.last().at()[0]);
    assertEquals(Outcome.STOPPED, trajectory.end().outcome());
    assertEquals("gradientNorm: at most 1.0E-9", trajectory.end().reason());
  }

  @Test
  void rate_one_takes_turns_between_two_points_for_ever() {
    Trajectory trajectory = run(PARABOLA, "sgd", 1, 1000, 23);
    assertEquals(Outcome.OSCILLATING, trajectory.end().outcome());
    assertEquals(-11, trajectory.points().get(1).at()[0]);
    assertEquals(23, trajectory.points().get(2).at()[0]);
  }

  @ParameterizedTest
  @CsvSource({"1.01", "1.5", "100"})
  void a_rate_above_one_diverges_and_says_why(double rate) {
    Trajectory trajectory = run(PARABOLA, "sgd", rate, 100_000, 23);
    assertEquals(Outcome.DIVERGED, trajectory.end().outcome());
    assertEquals(
        "f grew 20 times in a row; the step is too large, try a smaller rate",
        trajectory.end().reason());
    assertEquals(20, trajectory.last().k());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x^4| 1| 3| f is Infinity at step 5; the step is too large, try a smaller rate",
        "-x^2| 1| 1| f is -Infinity at step 324; f falls without bound, or leaves its domain",
        "log(x)| 1| 0.5| f is NaN at step 1; the step leaves the domain of f, try a smaller rate",
        "log(x)| 1| -1| f is NaN and the norm of its gradient 1.0 at the start",
      })
  void what_is_not_finite_is_named_with_its_reason(
      String text, double rate, double start, String wanted) {
    Trajectory trajectory = run(text, "sgd", rate, 100_000, start);
    assertEquals(Outcome.DIVERGED, trajectory.end().outcome());
    assertEquals(wanted, trajectory.end().reason());
  }

  @ParameterizedTest
  @CsvSource({"sgd, 0.0015, 60000", "momentum, 0.0005, 60000", "adam, 0.02, 60000"})
  void rosenbrock_ends_in_its_minimum(String name, double rate, int steps) {
    Trajectory trajectory = run(ROSENBROCK, name, rate, steps, -1.2, 1);
    assertEquals(24.2, trajectory.first().value(), 1e-12);
    assertArrayEquals(new double[] {-215.6, -88}, trajectory.first().gradient(), 1e-10);
    assertArrayEquals(new double[] {1, 1}, trajectory.last().at(), 1e-6);
    assertEquals(Outcome.STOPPED, trajectory.end().outcome());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 3, 2",
    "-1, 1, -2.805118, 3.131312",
    "-1, -1, -3.779310, -3.283186",
    "1, -1, 3.584428, -1.848127",
  })
  void himmelblau_ends_in_the_minimum_of_its_quadrant(double x, double y, double atX, double atY) {
    Trajectory trajectory = run(HIMMELBLAU, "sgd", 0.01, 10_000, x, y);
    assertArrayEquals(new double[] {atX, atY}, trajectory.last().at(), 1e-6);
    assertEquals(0, trajectory.last().value(), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("dev.gradstream.optim.Optimizers#names")
  void every_optimizer_goes_down_a_bowl(String name) {
    double rate =
        switch (name) {
          case "adadelta" -> 100; // their own steps begin, or soon become, tiny
          case "adagrad" -> 1;
          default -> 0.05;
        };
    Trajectory trajectory = run("x^2 + 2*y^2", name, rate, 500, 3, -2);
    assertTrue(trajectory.last().value() < trajectory.first().value() / 10, name);
  }

  @Test
  void trajectories_are_the_ones_that_optax_documents() {
    double[] adam = {14, 13.964027, 13.928109, 13.892248, 13.856444, 13.820698};
    double[] rmsprop = {14, 13.886428, 13.804557, 13.736314, 13.675961, 13.620836};
    double[] sgd = {14, 13.832504, 13.667012, 13.503500, 13.341944, 13.182321};
    String text = "x^2 + y^2 + z^2";
    assertArrayEquals(sgd, values(run(text, "sgd", 0.003, 5, 1, 2, 3)), 1e-6);
    assertArrayEquals(adam, values(run(text, "adam", 0.003, 5, 1, 2, 3)), 1e-6);
    assertArrayEquals(rmsprop, values(run(text, "rmsprop", 0.003, 5, 1, 2, 3)), 1e-6);
  }

  private static double[] values(Trajectory trajectory) {
    return trajectory.points().stream().mapToDouble(Trajectory.Point::value).toArray();
  }
}
