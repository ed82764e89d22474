package dev.gradstream.training;

import dev.gradstream.autodiff.Plan;
import dev.gradstream.evaluation.Prequential;
import dev.gradstream.evaluation.PrequentialFigures;
import dev.gradstream.kernel.Digest;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
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
 * What every figure of every kind costs beside the step of {@link LearnerBenchmark} that they
 * score: whole, fading and in a window, baselines included.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx512m"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FiguresBenchmark {
  @Param({"real", "binary"})
  public String label;

  private FloatLearner learner;
  private Plan plan;
  private int rows;
  private Prequential figures;
  private final Digest digest = new Digest();
  private long step;

  @Setup
  public void build() {
    String loss = label.equals("real") ? "squared" : "logistic";
    plan = LearnerBenchmark.plan("32-64-1 relu " + loss + " 256");
    rows = plan.capacity();
    Settings settings = Settings.of(Map.of("name", "sgd"));
    learner = new FloatLearner(plan, Optimizers.of(settings, plan.parameters()), false);
    figures = PrequentialFigures.of(label, 2);
  }

  /** The step alone. */
  @Benchmark
  public double step() {
    double loss = learner.learn(rows, ++step, 1e-5);
    digest.reset();
    learner.digest(digest);
    return loss + learner.gradientNorm() + digest.value();
  }

  /** The step and the scoring of its rows. */
  @Benchmark
  public double stepAndFigures() {
    double loss = step();
    observe();
    return loss;
  }

  /** The scoring alone. */
  @Benchmark
  public long observe() {
    figures.observe(
        plan.prediction(),
        plan.predictionStride(),
        plan.target(),
        plan.targetStride(),
        plan.rowLosses(),
        rows);
    return figures.count();
  }

  /** The figures' values, once a commit. */
  @Benchmark
  public int values() {
    return figures.figures().size();
  }
}
