package dev.gradstream.training;

import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.Team;
import dev.gradstream.kernel.Digest;
import dev.gradstream.kernel.Generator;
import dev.gradstream.nn.Model;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.pipeline.SpinningTeam;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The step of a run: forward, loss, backward, update, gradient norm, finite check and digest.
 * {@code network} as in {@link dev.gradstream.nn.StepBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx512m"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LearnerBenchmark {
  @Param({
    "32-1 linear squared 32",
    "32-64-1 relu squared 32",
    "32-64-1 relu squared 256",
    "784-128-10 relu softmax 32",
    "784-128-10 relu softmax 128",
    "784-512-512-10 relu softmax 128",
  })
  public String network;

  @Param({"sgd"})
  public String optimizer;

  @Param({"1"})
  public int threads;

  private SpinningTeam team;
  private FloatLearner learner;
  private int rows;
  private final Digest digest = new Digest();
  private long step;

  @Setup
  public void build() {
    team = new SpinningTeam(threads);
    if (threads > 1) {
      Team.choose(team);
    }
    Plan plan = plan(network);
    rows = plan.capacity();
    Settings settings = Settings.of(Map.of("name", optimizer));
    learner = new FloatLearner(plan, Optimizers.of(settings, plan.parameters()), false);
  }

  @TearDown
  public void close() {
    team.close();
  }

  /** A plan whose batch is filled. */
  static Plan plan(String network) {
    String[] parts = network.split(" ");
    String[] widths = parts[0].split("-");
    int rows = Integer.parseInt(parts[3]);
    List<Map<String, String>> layers = new ArrayList<>();
    for (int i = 1; i < widths.length; i++) {
      String activation = i == widths.length - 1 ? "linear" : parts[1];
      layers.add(Map.of("dense", widths[i], "activation", activation));
    }
    int inputs = Integer.parseInt(widths[0]);
    int classes = Integer.parseInt(widths[widths.length - 1]);
    Settings model = Settings.of(Map.of("layers", layers, "loss", parts[2]));
    Plan plan = Model.of(model, inputs, classes, 1).compile(rows);
    Generator random = Generator.of(1, 1);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < inputs; j++) {
        plan.input()[i * plan.inputStride() + j] = 2 * random.nextFloat() - 1;
      }
      plan.target()[i] = random.nextInt(Math.max(2, classes));
    }
    return plan;
  }

  @Benchmark
  public double recorded() {
    double loss = learner.learn(rows, ++step, 1e-5);
    if (!learner.finite()) {
      throw new IllegalStateException("step " + step + " is not finite");
    }
    digest.reset();
    learner.digest(digest);
    return loss + learner.gradientNorm() + digest.value();
  }
}
