package dev.gradstream.nn;

import dev.gradstream.autodiff.GradientUse;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Generator;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.optim.Stretchwise;
import dev.gradstream.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole training steps on one thread: forward, loss, backward, update. {@code network} is widths,
 * activation, loss and rows of a batch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx512m"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StepBenchmark {
  @Param({
    "32-1 linear squared 32",
    "32-64-1 relu squared 32",
    "32-64-1 relu squared 256",
    "784-128-10 relu softmax 32",
    "784-128-10 relu softmax 128",
    "784-512-512-10 relu softmax 128",
  })
  public String network;

  private Plan plan;
  private int rows;
  private Optimizer sgd;
  private Stretchwise momentum;
  private Stretchwise adam;
  private Stretchwise use;
  private final GradientUse updating = this::update;
  private long step;

  @Setup
  public void build() {
    String[] parts = network.split(" ");
    String[] widths = parts[0].split("-");
    rows = Integer.parseInt(parts[3]);
    List<Map<String, String>> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      layers.add(
          Map.of("dense", widths[i], "activation", i == widths.length - 1 ? "linear" : parts[1]));
    }
    int inputs = Integer.parseInt(widths[0]);
    int classes = Integer.parseInt(widths[widths.length - 1]);
    plan =
        Model.of(Settings.of(Map.of("layers", layers, "loss", parts[2])), inputs, classes, 1)
            .compile(rows);
    sgd = Optimizers.of(Settings.of(Map.of("name", "sgd")), plan.parameters());
    momentum = rule("momentum");
    adam = rule("adam");
    Generator random = Generator.of(1, 1);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < inputs; j++) {
        plan.input()[i * plan.inputStride() + j] = 2 * random.nextFloat() - 1;
      }
      plan.target()[i] = random.nextInt(Math.max(2, classes));
    }
  }

  private Stretchwise rule(String name) {
    return Optimizers.of(Settings.of(Map.of("name", name)), plan.parameters())
        .stretchwise()
        .orElseThrow();
  }

  /** Plain SGD, each stretch of the gradient used up while it is hot. */
  @Benchmark
  public double plain() {
    return plan.step(rows, 1e-5);
  }

  /** Plain SGD after the gradient. */
  @Benchmark
  public double apart() {
    double loss = plan.gradient(rows);
    sgd.update(++step, 1e-5);
    return loss;
  }

  @Benchmark
  public double momentum() {
    return stretchwise(momentum);
  }

  @Benchmark
  public double adam() {
    return stretchwise(adam);
  }

  private double stretchwise(Stretchwise rule) {
    rule.begin(++step, 1e-5);
    use = rule;
    return plan.gradient(rows, true, updating);
  }

  private void update(
      int member, int tensor, int first, int end, float[] gradient, int offset, int stride) {
    Tensor t = plan.parameters().tensors().get(tensor);
    int from = t.offset() + first * t.stride();
    int to = end == t.rows() ? t.offset() + t.length() : from + (end - first) * t.stride();
    use.update(gradient, plan.parameters().values(), from, to);
  }
}
