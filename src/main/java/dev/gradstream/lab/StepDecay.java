package dev.gradstream.lab;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.console.Digits;
import dev.gradstream.kernel.Generator;
import dev.gradstream.optim.Schedule;
import dev.gradstream.optim.Schedules;
import dev.gradstream.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent with a step size that stays and with one that falls, on the mean loss
 * E (w - x)^2 / 2 of examples x ~ N(6, 1), one at a time.
 *
 * <p>With γ fixed, w - 6 is an autoregression of variance γ / (2 - γ) in the long run.
 */
final class StepDecay implements Experiment {
  static final double RATE = 0.2;
  private static final int STEPS = 4000;
  private static final int SHOWN = 800;
  private static final Expression LOSS = Expression.parse("(w-x)^2/2");

  @Override
  public String name() {
    return "decay";
  }

  @Override
  public String question() {
    return "Why does the step size of SGD have to fall?";
  }

  static double[] path(Map<String, ?> decay, long seed) {
    Schedule rate = Schedules.of(Settings.of(decay), RATE);
    Generator chance = Generator.of(seed, 3);
    int w = LOSS.variables().indexOf("w");
    double[] path = new double[STEPS + 1];
    path[0] = 12;
    for (int t = 0; t < STEPS; t++) {
      double[] point = new double[2];
      point[w] = path[t];
      point[1 - w] = 6 + chance.gaussian();
      path[t + 1] = path[t] - rate.rate(t) * LOSS.at(point).gradient()[w];
    }
    return path;
  }

  static double[] fixed(long seed) {
    return path(Map.of("name", "constant"), seed);
  }

  static double[] decayed(long seed) {
    return path(Map.of("name", "inverse-time", "rate", 0.05), seed);
  }

  /** Mean square distance from the minimum over the last quarter. */
  static double spread(double[] path) {
    return Arrays.stream(path, STEPS - STEPS / 4, STEPS + 1)
        .map(w -> (w - 6) * (w - 6))
        .average()
        .orElseThrow();
  }

  @Override
  public Findings run() {
    double[] fixed = fixed(42);
    double[] decayed = decayed(42);
    Chart chart = new Chart(0, SHOWN, 4, 9);
    double[] steps = Chart.steps(SHOWN + 1);
    chart.line("γ = 0.2", Chart.RED, steps, Arrays.copyOf(fixed, SHOWN + 1));
    chart.line("γ_t = 0.2 / (1 + 0.05 t)", Chart.BLUE, steps, Arrays.copyOf(decayed, SHOWN + 1));
    return new Findings(
        List.of(
            "γ = 0.2: mean (w - 6)^2 over the last %d of %,d steps %s; γ/(2 - γ) = %s"
                .formatted(
                    STEPS / 4, STEPS, Digits.of(spread(fixed), 3), Digits.of(RATE / (2 - RATE), 3)),
            "γ_t = 0.2 / (1 + 0.05 t): " + Digits.of(spread(decayed), 3)),
        "With a step size that stays, the noise of the gradients keeps w jumping about the minimum; with"
            + " one that falls it settles.",
        chart.svg(
            "SGD jumps on with a fixed step, and settles with decay",
            "mean loss E (w − x)²/2 of x ~ N(6, 1), one example a step",
            "step t",
            "w"));
  }
}
