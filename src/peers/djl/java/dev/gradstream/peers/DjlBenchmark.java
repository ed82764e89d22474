package dev.gradstream.peers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A step of DJL on PyTorch, as {@link DjlNetwork} makes it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {
      "-Dai.djl.offline=true",
      "-Dai.djl.pytorch.num_threads=1",
      "-Dai.djl.pytorch.num_interop_threads=1",
      "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
    })
public class DjlBenchmark {
  @Param({
    "32-1 linear squared 32",
    "32-64-1 relu squared 32",
    "32-64-1 relu squared 256",
    "784-128-10 relu softmax 32",
    "784-128-10 relu softmax 128",
    "784-512-512-10 relu softmax 128",
  })
  public String network;

  private NDManager manager;
  private NDArray[] inputs;
  private NDArray[] targets;
  private DjlNetwork model;
  private int batch;

  @Setup(Level.Trial)
  public void build() {
    Workload work = Workload.of(network);
    manager = NDManager.newBaseManager();
    inputs = new NDArray[Workload.BATCHES];
    targets = new NDArray[Workload.BATCHES];
    for (int b = 0; b < Workload.BATCHES; b++) {
      inputs[b] = manager.create(work.inputs()[b], new Shape(work.rows(), work.widths()[0]));
      NDArray numbers = manager.create(work.targets()[b], new Shape(work.rows(), 1));
      targets[b] = work.softmax() ? numbers.toType(DataType.INT64, false) : numbers;
    }
    float[][] weights = new float[work.layers()][];
    for (int l = 0; l < work.layers(); l++) {
      weights[l] = work.weights(l);
    }
    model = new DjlNetwork(manager, work.widths(), weights, work.softmax(), Workload.RATE);
  }

  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  @Benchmark
  public void step() {
    int b = batch++ & (Workload.BATCHES - 1);
    try (NDManager step = manager.newSubManager()) {
      model.step(inputs[b], targets[b], step);
    }
  }
}
