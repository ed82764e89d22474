package dev.gradstream.evaluation;

import java.util.List;
import java.util.Random;
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
 * What each figure costs for 256 rows of a model that has learned something. The rows of 64
 * mini-batches take turns, lest the processor learn a branch by heart.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx512m"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class MetricBenchmark {
  private static final int ROWS = 256;
  private static final int BATCHES = 64;

  /**
   * Kind of label, and a member of the catalogue, or {@code all}, {@code filling}, {@code window}.
   */
  @Param({"real all", "binary all"})
  public String what;

  private final float[][] predictions = new float[BATCHES][];
  private final float[][] targets = new float[BATCHES][ROWS];
  private final double[][] losses = new double[BATCHES][ROWS];
  private final Scored[] scored = new Scored[BATCHES];
  private Prequential all;
  private Metric metric;
  private Scored filled;
  private SlidingWindow window;
  private String member;
  private int turn;

  @Setup
  public void build() {
    LabelKind kind = LabelKind.valueOf(what.split(" ")[0].toUpperCase(java.util.Locale.ROOT));
    member = what.split(" ")[1];
    int classes =
        switch (kind) {
          case REAL -> 0;
          case BINARY -> 2;
          case CLASS -> 10;
        };
    all = PrequentialFigures.of(what.split(" ")[0], classes);
    filled = new Scored(kind, classes);
    List<Metrics.Member> members = Metrics.of(kind);
    window = new SlidingWindow(kind, classes, members, 1000);
    metric =
        members.stream()
            .filter(m -> m.name().equals(member))
            .map(m -> m.make(classes))
            .findFirst()
            .orElse(null);
    int width = kind == LabelKind.CLASS ? classes : 1;
    Random random = new Random(1);
    for (int b = 0; b < BATCHES; b++) {
      predictions[b] = new float[ROWS * width];
      for (int r = 0; r < ROWS; r++) {
        row(b, r, width, kind, random);
      }
      scored[b] = new Scored(kind, classes);
      scored[b].fill(predictions[b], width, targets[b], 1, losses[b], ROWS);
    }
  }

  private void row(int b, int r, int width, LabelKind kind, Random random) {
    losses[b][r] = random.nextDouble();
    if (kind == LabelKind.REAL) {
      targets[b][r] = (float) random.nextGaussian();
      predictions[b][r] = targets[b][r] + 0.5f * (float) random.nextGaussian();
    } else if (kind == LabelKind.BINARY) {
      predictions[b][r] = (float) (1 / (1 + Math.exp(-2 * random.nextGaussian())));
      targets[b][r] = random.nextFloat() < predictions[b][r] ? 1 : 0;
    } else {
      targets[b][r] = random.nextInt(width);
      float sum = 0;
      for (int c = 0; c < width; c++) {
        float part = random.nextFloat() * (c == targets[b][r] ? 3 : 1);
        predictions[b][r * width + c] = part;
        sum += part;
      }
      for (int c = 0; c < width; c++) {
        predictions[b][r * width + c] /= sum;
      }
    }
  }

  /** 256 rows. */
  @Benchmark
  public Object observe() {
    int b = turn++ % BATCHES;
    switch (member) {
      case "all" ->
          all.observe(predictions[b], predictions[b].length / ROWS, targets[b], 1, losses[b], ROWS);
      case "filling" ->
          filled.fill(predictions[b], predictions[b].length / ROWS, targets[b], 1, losses[b], ROWS);
      case "window" -> window.observe(scored[b]);
      default -> metric.observe(scored[b]);
    }
    return all;
  }
}
