package dev.gradstream.peers;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
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

/**
 * DJL on PyTorch: a loop written by hand on NDArrays, which is faster than DJL's Trainer. Every value
 * of a step belongs to a manager that is closed with it.
 */
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

  private Workload work;
  private NDManager manager;
  private NDArray[] inputs;
  private NDArray[] targets;
  private NDArray[] weights; // (outputs, inputs), as PyTorch has them
  private NDArray[] biases;
  private int batch;

  @Setup(Level.Trial)
  public void build() {
    work = Workload.of(network);
    manager = NDManager.newBaseManager();
    inputs = new NDArray[Workload.BATCHES];
    targets = new NDArray[Workload.BATCHES];
    for (int b = 0; b < Workload.BATCHES; b++) {
      inputs[b] = manager.create(work.inputs()[b], new Shape(work.rows(), work.widths()[0]));
      NDArray numbers = manager.create(work.targets()[b], new Shape(work.rows(), 1));
      targets[b] = work.softmax() ? numbers.toType(DataType.INT64, false) : numbers;
    }
    weights = new NDArray[work.layers()];
    biases = new NDArray[work.layers()];
    for (int l = 0; l < work.layers(); l++) {
      Shape shape = new Shape(work.widths()[l + 1], work.widths()[l]);
      weights[l] = manager.create(work.weights(l), shape);
      biases[l] = manager.zeros(new Shape(work.widths()[l + 1]));
      weights[l].setRequiresGradient(true);
      biases[l].setRequiresGradient(true);
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    manager.close();
  }

  @Benchmark
  public void step() {
    int b = batch++ & (Workload.BATCHES - 1);
    try (NDManager step = manager.newSubManager()) {
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        NDArray value = inputs[b];
        for (int l = 0; l < work.layers(); l++) {
          value = Linear.linear(value, weights[l], biases[l]).singletonOrThrow();
          value.attach(step);
          if (l < work.layers() - 1) {
            value = Activation.relu(value);
            value.attach(step);
          }
        }
        collector.backward(loss(value, targets[b], step));
      }
      for (int l = 0; l < work.layers(); l++) {
        descend(weights[l], step);
        descend(biases[l], step);
      }
    }
  }

  private NDArray loss(NDArray output, NDArray target, NDManager step) {
    if (work.softmax()) {
      NDArray logs = attached(output.logSoftmax(1), step);
      NDArray hits = attached(logs.gather(target, 1), step);
      return attached(attached(hits.mean(), step).neg(), step);
    }
    NDArray difference = attached(output.sub(target), step);
    return attached(attached(difference.square(), step).mean(), step);
  }

  private static NDArray attached(NDArray array, NDManager step) {
    array.attach(step);
    return array;
  }

  private static void descend(NDArray parameter, NDManager step) {
    NDArray gradient = attached(parameter.getGradient(), step);
    NDArray change = attached(gradient.mul(Workload.RATE), step);
    parameter.setRequiresGradient(false);
    parameter.subi(change);
    parameter.setRequiresGradient(true);
    JniUtils.zeroGrad((PtNDArray) parameter);
  }
}
