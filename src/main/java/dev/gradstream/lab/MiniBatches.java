package dev.gradstream.lab;

import dev.gradstream.autodiff.Expression;
import dev.gradstream.console.Digits;
import dev.gradstream.kernel.Generator;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient over a mini-batch as an unbiased estimate of the gradient over all examples: its
 * mean and its variance, for linear regression without an intercept at w = 0.
 */
final class MiniBatches implements Experiment {
  static final int EXAMPLES = 1024;
  private static final int DRAWS = 4000;
  private static final Expression LOSS = Expression.parse("(w*x-y)^2");
  private static final int W = LOSS.variables().indexOf("w");

  private final double[] slopes = slopes();

  @Override
  public String name() {
    return "mini-batch";
  }

  @Override
  public String question() {
    return "How good an estimate of the full gradient is that of a mini-batch?";
  }

  /** The gradient of each example's loss at w = 0. */
  private static double[] slopes() {
    Generator chance = Generator.of(42, 1);
    List<String> names = LOSS.variables();
    double[] slopes = new double[EXAMPLES];
    for (int i = 0; i < EXAMPLES; i++) {
      double x = chance.gaussian();
      double y = 2 * x + chance.gaussian();
      double[] point = new double[3];
      point[names.indexOf("x")] = x;
      point[names.indexOf("y")] = y;
      slopes[i] = LOSS.at(point).gradient()[W];
    }
    return slopes;
  }

  /** The gradient over all examples. */
  double full() {
    return mean(0, EXAMPLES);
  }

  /** The mean of the gradients over the batches that the examples fall into, in order. */
  double meanOfBatches(int size) {
    double sum = 0;
    for (int from = 0; from < EXAMPLES; from += size) {
      sum += mean(from, from + size);
    }
    return sum * size / EXAMPLES;
  }

  private double mean(int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += slopes[i];
    }
    return sum / (to - from);
  }

  /** Mean square distance of a random mini-batch's gradient from the full one. */
  double variance(int size) {
    Generator chance = Generator.of(42, 2 + size);
    double full = full();
    double squares = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += slopes[chance.nextInt(EXAMPLES)];
      }
      squares += (sum / size - full) * (sum / size - full);
    }
    return squares / DRAWS;
  }

  @Override
  public Findings run() {
    double[] x = new double[9];
    double[] y = new double[9];
    for (int i = 0; i < x.length; i++) {
      x[i] = i;
      y[i] = StrictMath.log10(variance(1 << i));
    }
    Chart chart = new Chart(0, 8, -1, 2.2);
    double one = StrictMath.log10(variance(1));
    chart.curve("variance of one example / |B|", Chart.GREY, at -> one - at * StrictMath.log10(2));
    chart.line("measured, 4,000 mini-batches each", Chart.BLUE, x, y);
    List<String> numbers = new ArrayList<>();
    numbers.add("full gradient: " + Digits.of(full(), 8));
    numbers.add("mean over its 32 mini-batches of 32: " + Digits.of(meanOfBatches(32), 8));
    for (int size : new int[] {1, 16, 256}) {
      numbers.add(
          "|B| = %d: variance %s, times |B| %s"
              .formatted(size, Digits.of(variance(size), 4), Digits.of(size * variance(size), 4)));
    }
    return new Findings(
        numbers,
        "The mean over mini-batches is the full gradient; the variance falls like 1/|B|, so ten times"
            + " the examples give an estimate a good three times as close.",
        chart.svg(
            "The mini-batch gradient's variance",
            "1,024 examples of a linear regression, at w = 0",
            "log₂ |B|",
            "variance (logarithmic)",
            tick -> Digits.of(StrictMath.pow(10, tick), 2)));
  }
}
