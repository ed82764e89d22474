package dev.gradstream.nn;

import com.sun.management.ThreadMXBean;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.kernel.Digest;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trains one network until a thousand steps allocate nothing, and prints what they last did. */
final class AllocatedBytes {
  private static final int STEPS = 1000;
  private static final int ROUNDS = 400;

  private AllocatedBytes() {}

  public static void main(String[] arguments) {
    System.out.println(
        bytes(arguments[0], arguments[1], Integer.parseInt(arguments[2]), arguments[3]));
  }

  private static long bytes(String loss, String activation, int classes, String optimizerWords) {
    String outputs = loss.equals("softmax") ? "10" : "1";
    Map<String, String> hidden =
        activation.equals("all parts")
            ? Map.of(
                "dense",
                "32",
                "activation",
                "relu",
                "norm",
                "layer",
                "dropout",
                "0.2",
                "residual",
                "true")
            : Map.of("dense", "64", "activation", activation);
    Model model =
        Model.of(
            Settings.of(Map.of("layers", List.of(hidden, Map.of("dense", outputs)), "loss", loss)),
            new Model.Examples(32, List::of, classes, activation.equals("all parts")),
            1);
    Plan plan = model.compile(32);
    Optimizer optimizer = Optimizers.of(options(optimizerWords.split(" ")), plan.parameters());
    Digest digest = new Digest();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    // Interpreted vector code allocates; the compiler decides when that ends, so the first quiet
    // round counts.
    long bytes = Long.MAX_VALUE;
    long step = 0;
    for (int round = 0; round < ROUNDS && bytes > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < STEPS; i++) {
        plan.at(step + 1);
        plan.gradient(32);
        plan.step(32, 1e-4);
        optimizer.update(++step, 1e-4);
        digest.of(plan.parameters());
      }
      bytes = threads.getCurrentThreadAllocatedBytes() - before;
    }
    return bytes;
  }

  /** A name, then options as {@code l2=0.1}. */
  private static Settings options(String[] words) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("name", words[0]);
    options.put("learningRate", "1e-4");
    for (int i = 1; i < words.length; i++) {
      String[] pair = words[i].split("=");
      options.put(pair[0], pair[1]);
    }
    return Settings.of(options);
  }
}
