package dev.gradstream.lab;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.console.Digits;
import java.util.ArrayList;
import java.util.List;

/**
 * A step as the minimiser of the first-order model with a quadratic penalty: of f(w) + f'(w) (v -
 * w) + λ (v - w)^2 over v, found by search and not by formula, beside w - γ f'(w) with γ = 1 /
 * (2λ).
 */
final class StepPenalty implements Experiment {
  static final double AT = 23;
  private static final Expression F = Expression.parse("(w-6)^2");

  @Override
  public String name() {
    return "penalty";
  }

  @Override
  public String question() {
    return "Which v makes f(w) + f'(w)(v - w) + λ(v - w)² least?";
  }

  static double model(double lambda, double v) {
    Expression.Point point = F.at(AT);
    return point.value() + point.gradient()[0] * (v - AT) + lambda * (v - AT) * (v - AT);
  }

  /** The model's minimiser, by halving the interval that holds it. */
  static double least(double lambda) {
    double low = AT - 100;
    double high = AT + 100;
    for (int i = 0; i < 100; i++) {
      double third = (high - low) / 3;
      if (model(lambda, low + third) < model(lambda, high - third)) {
        high -= third;
      } else {
        low += third;
      }
    }
    return (low + high) / 2;
  }

  /** w - γ f'(w) with γ = 1 / (2λ). */
  static double step(double lambda) {
    return AT - F.at(AT).gradient()[0] / (2 * lambda);
  }

  @Override
  public Findings run() {
    double[] lambdas = {5, 2, 1};
    String[] colours = {Chart.BLUE, Chart.VIOLET, Chart.RED};
    Chart chart = new Chart(0, 32, -100, 460);
    chart.curve("f(v) = (v − 6)²", Chart.GREY, v -> F.at(v).value());
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < lambdas.length; i++) {
      double lambda = lambdas[i];
      double v = least(lambda);
      chart.curve(
          "λ = %s: least at %s".formatted(Digits.of(lambda, 3), Digits.of(v, 5)),
          colours[i],
          at -> model(lambda, at));
      chart.dots(colours[i], new double[] {v}, new double[] {model(lambda, v)});
      numbers.add(
          "λ = %s: the model is least at v = %s, and w - f'(w)/(2λ) = %s, γ = %s"
              .formatted(
                  Digits.of(lambda, 3),
                  Digits.of(v, 6),
                  Digits.of(step(lambda), 6),
                  Digits.of(1 / (2 * lambda), 3)));
    }
    return new Findings(
        numbers,
        "The step of size γ leads to where the straight line and its penalty are least together, γ ="
            + " 1/(2λ): the less one trusts the line, the shorter the step.",
        chart.svg(
            "A step minimises the first-order model with a penalty",
            "at w = 23: f(w) + f′(w)(v − w) + λ(v − w)²",
            "v",
            "value"));
  }
}
