package dev.gradstream.optim;

import dev.gradstream.autodiff.Graph;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.kernel.Generator;
import java.util.function.Function;

/** An optimizer's two forms side by side on random gradients that both hold exactly. */
record DoubleForm(Function<Parameters, Optimizer> member, long seed) {
  private static final int STEPS = 50;
  private static final int WEIGHTS = 5;

  /** The largest difference, relative to the larger of the weight and 1; infinite if none moved. */
  double error() {
    Graph graph = new Graph();
    graph.parameter("a", 1, WEIGHTS);
    graph.parameter("b", 2, 1);
    graph.parameter("c.bias", 1, 3);
    Parameters parameters = Parameters.of(graph);
    Generator random = Generator.of(seed, 0);
    double[] w = new double[parameters.size()];
    double[] g = new double[parameters.size()];
    for (int i = 0; i < WEIGHTS; i++) {
      parameters.values()[i] = random.nextFloat();
      w[i] = parameters.values()[i];
    }
    double[] start = w.clone();
    Optimizer floats = member.apply(parameters);
    Optimizer doubles = member.apply(parameters);
    doubles.chooseDoubles();
    double error = 0;
    for (int step = 1; step <= STEPS; step++) {
      for (int i = 0; i < WEIGHTS; i++) {
        parameters.gradients()[i] = random.nextFloat() - 0.3f;
        g[i] = parameters.gradients()[i];
      }
      double rate = 1.0 / step;
      floats.update(step, rate);
      doubles.update(step, rate, g, w);
      for (int i = 0; i < w.length; i++) {
        double difference = Math.abs(parameters.values()[i] - w[i]);
        error = Math.max(error, difference / Math.max(1, Math.abs(w[i])));
      }
    }
    return moved(start, w) ? error : Double.POSITIVE_INFINITY;
  }

  private static boolean moved(double[] start, double[] end) {
    for (int i = 0; i < WEIGHTS; i++) {
      if (Math.abs(end[i] - start[i]) < 1e-4) {
        return false;
      }
    }
    return true;
  }
}
