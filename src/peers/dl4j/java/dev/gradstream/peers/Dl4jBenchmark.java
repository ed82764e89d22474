package dev.gradstream.peers;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
import org.openjdk.jmh.annotations.Warmup;

/** DL4J: {@code MultiLayerNetwork.fit}. One thread needs OMP_NUM_THREADS=1 in the environment. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"})
public class Dl4jBenchmark {
  @Param({
    "32-1 linear squared 32",
    "32-64-1 relu squared 32",
    "32-64-1 relu squared 256",
    "784-128-10 relu softmax 32",
    "784-128-10 relu softmax 128",
    "784-512-512-10 relu softmax 128",
  })
  public String network;

  private MultiLayerNetwork model;
  private INDArray[] inputs;
  private INDArray[] targets;
  private int batch;

  @Setup(Level.Trial)
  public void build() {
    Workload work = Workload.of(network);
    model = Dl4jNetwork.of(work.widths(), work.softmax(), Workload.RATE);
    inputs = new INDArray[Workload.BATCHES];
    targets = new INDArray[Workload.BATCHES];
    for (int b = 0; b < Workload.BATCHES; b++) {
      inputs[b] = Nd4j.create(work.inputs()[b], new int[] {work.rows(), work.widths()[0]});
      targets[b] = Nd4j.create(work.dense(b), new int[] {work.rows(), work.outputs()});
    }
  }

  @Benchmark
  public void step() {
    int b = batch++ & (Workload.BATCHES - 1);
    model.fit(inputs[b], targets[b]);
  }
}
