package dev.gradstream.peers;

import java.util.ArrayList;
import java.util.List;
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
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.NoOp;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow Java in graph mode: forward, gradients and update are one target, the batches are tensors
 * that exist before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"})
public class TensorFlowBenchmark {
  @Param({
    "32-1 linear squared 32",
    "32-64-1 relu squared 32",
    "32-64-1 relu squared 256",
    "784-128-10 relu softmax 32",
    "784-128-10 relu softmax 128",
    "784-512-512-10 relu softmax 128",
  })
  public String network;

  private Graph graph;
  private Session session;
  private Placeholder<TFloat32> input;
  private Placeholder<TFloat32> target;
  private NoOp update;
  private TFloat32[] inputs;
  private TFloat32[] targets;
  private int batch;

  @Setup(Level.Trial)
  public void build() {
    Workload work = Workload.of(network);
    int rows = work.rows();
    graph = new Graph();
    Ops tf = Ops.create(graph);
    input = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, work.widths()[0])));
    target = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(rows, work.outputs())));
    List<Operand<TFloat32>> variables = new ArrayList<>();
    List<Op> initial = new ArrayList<>();
    Operand<TFloat32> value = input;
    for (int l = 0; l < work.layers(); l++) {
      Shape shape = Shape.of(work.widths()[l], work.widths()[l + 1]);
      Shape width = Shape.of(work.widths()[l + 1]);
      Variable<TFloat32> weight = tf.variable(shape, TFloat32.class);
      Variable<TFloat32> bias = tf.variable(width, TFloat32.class);
      TFloat32 first = TFloat32.tensorOf(shape, DataBuffers.of(work.weights(l)));
      initial.add(tf.assign(weight, tf.constant(first)));
      initial.add(tf.assign(bias, tf.constant(TFloat32.tensorOf(width))));
      variables.add(weight);
      variables.add(bias);
      value = tf.math.add(tf.linalg.matMul(value, weight), bias);
      value = l < work.layers() - 1 ? tf.nn.relu(value) : value;
    }
    Gradients gradients = tf.gradients(loss(tf, work, value), variables);
    List<Op> updates = new ArrayList<>();
    Operand<TFloat32> rate = tf.constant(Workload.RATE);
    for (int i = 0; i < variables.size(); i++) {
      updates.add(
          tf.train.applyGradientDescent(variables.get(i), rate, gradients.<TFloat32>dy(i)));
    }
    update = tf.withControlDependencies(updates).noOp();
    NoOp start = tf.withControlDependencies(initial).noOp();
    ConfigProto oneThread =
        ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(1)
            .build();
    session = new Session(graph, oneThread);
    session.runner().addTarget(start).run();
    fillBatches(work);
  }

  private Operand<TFloat32> loss(Ops tf, Workload work, Operand<TFloat32> output) {
    return work.softmax()
        ? tf.math.mean(
            tf.nn.softmaxCrossEntropyWithLogits(output, target).loss(), tf.constant(0))
        : tf.math.mean(tf.math.square(tf.math.sub(output, target)), tf.array(0, 1));
  }

  private void fillBatches(Workload work) {
    inputs = new TFloat32[Workload.BATCHES];
    targets = new TFloat32[Workload.BATCHES];
    for (int b = 0; b < Workload.BATCHES; b++) {
      inputs[b] =
          TFloat32.tensorOf(
              Shape.of(work.rows(), work.widths()[0]), DataBuffers.of(work.inputs()[b]));
      targets[b] =
          TFloat32.tensorOf(Shape.of(work.rows(), work.outputs()), DataBuffers.of(work.dense(b)));
    }
  }

  @TearDown(Level.Trial)
  public void close() {
    session.close();
    graph.close();
  }

  @Benchmark
  public void step() {
    int b = batch++ & (Workload.BATCHES - 1);
    session.runner().feed(input, inputs[b]).feed(target, targets[b]).addTarget(update).run();
  }
}
