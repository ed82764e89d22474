package dev.gradstream.lab;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.console.Digits;
import java.util.ArrayList;
import java.util.List;

/**
 * Too small and too large steps: w - γ f'(w) on f = (w - 6)^2 from 23, where w_k is known to be 6 +
 * 17 (1 - 2γ)^k.
 */
final class StepSizes implements Experiment {
  static final double START = 23;
  private static final int STEPS = 30;
  private static final Expression F = Expression.parse("(w-6)^2");

  @Override
  public String name() {
    return "step-size";
  }

  @Override
  public String question() {
    return "What do too small and too large a step size do?";
  }

  /** w_0 to w_steps. */
  static double[] path(double rate, int steps) {
    double[] path = new double[steps + 1];
    path[0] = START;
    for (int k = 0; k < steps; k++) {
      path[k + 1] = path[k] - rate * F.at(path[k]).gradient()[0];
    }
    return path;
  }

  @Override
  public Findings run() {
    double[] rates = {0.01, 0.1, 0.9, 1.05};
    String[] words = {"too small", "right", "jumps from side to side", "diverges"};
    String[] colours = {Chart.ORANGE, Chart.BLUE, Chart.VIOLET, Chart.RED};
    Chart chart = new Chart(0, STEPS, -22, 34);
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      double[] path = path(rates[i], STEPS);
      chart.line("γ = " + rates[i] + ": " + words[i], colours[i], Chart.steps(STEPS + 1), path);
      numbers.add(
          "γ = %s: w_30 = %s = 6 + 17 (1 - 2γ)^30, %s"
              .formatted(rates[i], Digits.of(path[STEPS], 6), words[i]));
    }
    return new Findings(
        numbers,
        "Each step multiplies the distance to the minimum by 1 - 2γ: it shrinks for γ below 1, and"
            + " grows above.",
        chart.svg("w ← w − γ f′(w)", "f(w) = (w − 6)², from w = 23", "step k", "w"));
  }
}
