package dev.gradstream.nn;

import dev.gradstream.autodiff.Plan;
import dev.gradstream.kernel.Digest;
import dev.gradstream.kernel.Generator;
import dev.gradstream.kernel.Kernels;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.optim.Schedule;
import dev.gradstream.optim.Schedules;
import dev.gradstream.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * Trains a few small networks on generated examples and prints a digest of each; started by {@link
 * GoldenDigestTest}.
 */
public final class GoldenRun {
  private static final Map<String, String> SGD = Map.of("name", "sgd", "learningRate", "0.05");

  private GoldenRun() {}

  /**
   * Arguments: number of steps. Prints one line a network: its name and its digest in hexadecimal.
   */
  public static void main(String[] arguments) {
    int steps = Integer.parseInt(arguments[0]);
    System.err.println(Kernels.chosen().description());
    print("linear", run(List.of(layer(1, "linear")), "squared", 32, 0, 32, SGD, steps));
    print(
        "relu",
        run(List.of(layer(64, "relu"), layer(1, "linear")), "logistic", 32, 2, 33, SGD, steps));
    print(
        "tanh",
        run(
            List.of(layer(17, "tanh"), layer(5, "sigmoid"), layer(1, "linear")),
            "squared",
            10,
            0,
            16,
            Map.of("name", "momentum", "learningRate", "0.01"),
            steps));
    print(
        "softmax", // three blocks of rows, wide sums
        run(
            List.of(layer(130, "relu"), layer(10, "linear")),
            "softmax",
            20,
            10,
            600,
            Map.of("name", "adam", "learningRate", "0.001"),
            Math.max(1, steps / 50)));
  }

  private static void print(String name, long digest) {
    System.out.println(name + " " + Long.toHexString(digest));
  }

  private static Map<String, String> layer(int width, String activation) {
    return Map.of("dense", "" + width, "activation", activation);
  }

  static long run(
      List<Map<String, String>> layers,
      String loss,
      int inputs,
      int classes,
      int rows,
      Map<String, String> optimizerOptions,
      int steps) {
    Model model =
        Model.of(Settings.of(Map.of("layers", layers, "loss", loss)), inputs, classes, 42);
    Plan plan = model.compile(rows);
    Settings options = Settings.of(optimizerOptions);
    Optimizer optimizer = Optimizers.of(options, plan.parameters());
    Schedule schedule =
        Schedules.of(
            Settings.of(Map.of("name", "inverse-time", "rate", "0.001")),
            Optimizers.learningRate(options));
    Generator random = Generator.of(42, 1);
    double losses = 0;
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < rows; i++) {
        double score = 0;
        for (int j = 0; j < inputs; j++) {
          float x = 2 * random.nextFloat() - 1;
          plan.input()[i * plan.inputStride() + j] = x;
          score += x * (j % 3 - 1);
        }
        plan.target()[i * plan.targetStride()] =
            classes == 0 ? (float) score : Math.floorMod((long) Math.floor(score * 2), classes);
      }
      losses += plan.gradient(rows);
      optimizer.update(step + 1, schedule.rate(step));
    }
    double[] sum = {losses};
    return Digest.digest(
        plan.parameters(), optimizer, visitor -> visitor.doubles("losses", sum, 1));
  }
}
