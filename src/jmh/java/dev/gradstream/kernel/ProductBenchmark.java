package dev.gradstream.kernel;

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
 * The three matrix products of a layer on one thread: {@code size} is rows x inputs x outputs, each
 * product 2 rows inputs outputs operations. {@link PeakBenchmark} measures what the core can do.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx512m"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProductBenchmark {
  @Param({"32x128x256", "128x128x256", "32x784x128", "128x784x512", "128x512x512", "256x784x512"})
  public String size;

  private final Kernels kernels = Kernels.chosen();
  private int rows;
  private int inputs;
  private int outputs;
  private int inRow;
  private int outRow;
  private float[] x; // (rows, inputs)
  private float[] w; // (inputs, outputs)
  private float[] wTransposed; // (outputs, inputs)
  private int wFirst;
  private int wTransposedFirst;
  private float[] y; // (rows, outputs)
  private float[] dx;
  private float[] dw;
  private float[] zeros;
  private float[] room;

  @Setup
  public void build() {
    String[] parts = size.split("x");
    rows = Integer.parseInt(parts[0]);
    inputs = Integer.parseInt(parts[1]);
    outputs = Integer.parseInt(parts[2]);
    inRow = Layout.stride(inputs);
    outRow = Layout.stride(outputs);
    x = random(rows * inRow);
    w = weights(inputs * outRow); // as a plan lays them out
    wFirst = Layout.first(inputs * outRow);
    wTransposed = weights(outputs * inRow);
    wTransposedFirst = Layout.first(outputs * inRow);
    y = random(rows * outRow);
    dx = new float[rows * inRow];
    dw = new float[inputs * outRow];
    zeros = new float[Math.max(inRow, outRow)];
    int most = Math.max(rows, Math.max(inputs, outputs));
    room = Layout.aligned(kernels.room(most, most, most));
  }

  private static float[] weights(int length) {
    float[] values = random(length);
    float[] aligned = Layout.aligned(length);
    System.arraycopy(values, 0, aligned, Layout.first(length), length);
    return aligned;
  }

  private static float[] random(int length) {
    Generator random = Generator.of(1, length);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** Y = X W. */
  @Benchmark
  public void forward() {
    kernels.product(
        rows,
        outputs,
        inputs,
        x,
        0,
        inRow,
        1,
        w,
        wFirst,
        outRow,
        1,
        zeros,
        0,
        0,
        y,
        0,
        outRow,
        Finish.STORE,
        zeros,
        room);
  }

  /** dX = dY W^T, W being transposed panel by panel. */
  @Benchmark
  public void inputSlope() {
    kernels.product(
        rows,
        inputs,
        outputs,
        y,
        0,
        outRow,
        1,
        w,
        wFirst,
        1,
        outRow,
        zeros,
        0,
        0,
        dx,
        0,
        inRow,
        Finish.STORE,
        zeros,
        room);
  }

  /** dW = X^T dY. */
  @Benchmark
  public void weightSlope() {
    kernels.product(
        inputs,
        outputs,
        rows,
        x,
        0,
        1,
        inRow,
        y,
        0,
        outRow,
        1,
        zeros,
        0,
        0,
        dw,
        0,
        outRow,
        Finish.STORE,
        zeros,
        room);
  }

  /** W^T. */
  @Benchmark
  public void transpose() {
    kernels.transpose(inputs, outputs, w, wFirst, outRow, wTransposed, wTransposedFirst, inRow);
  }
}
