package dev.gradstream.lab;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.console.Digits;
import dev.gradstream.kernel.Generator;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which minimum descent reaches depends on its start; the noise of SGD can lead out of a poor one.
 * f = (w^2 - 1)^2 + 0.3 w has a poor minimum near 0.96 and a good one near -1.04.
 */
final class TwoMinima implements Experiment {
  static final int RUNS = 50;
  private static final int STEPS = 4000;
  private static final double RATE = 0.05;
  private static final double NOISE = 4;
  private static final double POOR = 0.96;
  private static final Expression F = Expression.parse("(w^2-1)^2+0.3*w");

  @Override
  public String name() {
    return "two-minima";
  }

  @Override
  public String question() {
    return "Which of two minima is reached, and can noise leave the poor one?";
  }

  /** Gradient descent with noise of this deviation in each gradient, and a step size that falls. */
  static double[] path(double start, double noise, long seed) {
    Generator chance = Generator.of(seed, 4);
    double[] path = new double[STEPS + 1];
    path[0] = start;
    for (int t = 0; t < STEPS; t++) {
      double gradient = F.at(path[t]).gradient()[0] + noise * chance.gaussian();
      path[t + 1] = path[t] - RATE / (1 + 0.002 * t) * gradient;
    }
    return path;
  }

  static double end(double[] path) {
    return path[path.length - 1];
  }

  /** How many of the seeded runs from the poor minimum end in the good one. */
  static long escaped(double noise) {
    long escaped = 0;
    for (int run = 0; run < RUNS; run++) {
      escaped += end(path(POOR, noise, run)) < 0 ? 1 : 0;
    }
    return escaped;
  }

  /** The first of the seeded runs from the poor minimum that ends in the good one. */
  static double[] leaving() {
    return IntStream.range(0, RUNS)
        .mapToObj(run -> path(POOR, NOISE, run))
        .filter(path -> end(path) < 0)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public Findings run() {
    double poor = end(path(1.5, 0, 0));
    double good = end(path(-1.5, 0, 0));
    long escaped = escaped(NOISE);
    double[] wandering = leaving();
    Chart chart = new Chart(-2, 2, -0.6, 4.5);
    chart.curve("f(w) = (w² − 1)² + 0.3 w", Chart.GREY, w -> F.at(w).value());
    mark(chart, "descent from 1.5", Chart.RED, Arrays.copyOf(path(1.5, 0, 0), 40));
    mark(chart, "descent from −1.5", Chart.BLUE, Arrays.copyOf(path(-1.5, 0, 0), 40));
    double[] some = new double[40];
    for (int i = 0; i < some.length; i++) {
      some[i] = wandering[i * 100];
    }
    mark(chart, "SGD from the poor minimum, every 100th step", Chart.VIOLET, some);
    return new Findings(
        List.of(
            "from 1.5 to w = %s, f = %s"
                .formatted(Digits.of(poor, 5), Digits.of(F.at(poor).value(), 4)),
            "from -1.5 to w = %s, f = %s"
                .formatted(Digits.of(good, 5), Digits.of(F.at(good).value(), 4)),
            "from the poor minimum: descent leaves it in %d of %d runs, SGD in %d"
                .formatted(escaped(0), RUNS, escaped)),
        "Descent ends in the valley it starts in; noise carries SGD over the hill, and as the steps"
            + " shrink it stays where it is lower.",
        chart.svg(
            "Two minima",
            "what SGD visits from the poor one on its way to the good one",
            "w",
            "f(w)"));
  }

  private static void mark(Chart chart, String name, String colour, double[] w) {
    double[] f = Arrays.stream(w).map(at -> F.at(at).value()).toArray();
    chart.dots(colour, w, f);
    chart.named(name, colour);
  }
}
