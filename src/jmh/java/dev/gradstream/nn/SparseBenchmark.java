package dev.gradstream.nn;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.SparseRows;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Digest;
import dev.gradstream.kernel.Generator;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
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
 * Whole recorded training steps on examples of 40 non-zeros among many columns: fill the sparse
 * input, forward, backward, gradient norm, update, finite check and digest. {@code hidden} 0 is
 * logistic regression. {@code layer} says what the first layer is: a table, or dense weights that
 * are given all the zeros as well.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SparseBenchmark {
  private static final int NON_ZEROS = 40;
  private static final int BATCHES = 64;

  @Param({"16384", "262144", "1048576"})
  public int columns;

  @Param({"0", "16"})
  public int hidden;

  @Param({"32", "256"})
  public int batch;

  @Param({"sgd", "adam"})
  public String optimizer;

  @Param({"table"})
  public String layer;

  private final Digest digest = new Digest();
  private Plan plan;
  private Parameters parameters;
  private Optimizer rule;
  private int[] indices;
  private long step;

  @Setup
  public void build() {
    List<Map<String, String>> layers = new ArrayList<>();
    if (hidden > 0) {
      layers.add(Map.of("dense", "" + hidden, "activation", "relu"));
    }
    layers.add(Map.of("dense", "1"));
    boolean table = layer.equals("table");
    Model.Encoded encoded = new Model.Encoded(table ? columns : 0, table ? NON_ZEROS : 0);
    Model.Examples examples = new Model.Examples(table ? 0 : columns, List::of, 2, false, encoded);
    plan =
        Model.of(Settings.of(Map.of("layers", layers, "loss", "logistic")), examples, 1)
            .compile(batch);
    parameters = plan.parameters();
    rule = Optimizers.of(Settings.of(Map.of("name", optimizer)), parameters);
    Generator random = Generator.of(1, 1);
    indices = new int[BATCHES * batch * NON_ZEROS];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = random.nextInt(columns);
    }
    for (int i = 0; i < batch; i++) {
      plan.target()[i] = random.nextInt(2);
    }
    digest.of(this::show);
  }

  private void show(StateVisitor visitor) {
    parameters.visit(visitor);
    rule.visit(visitor);
  }

  @Benchmark
  public double recorded() {
    int at = (int) (step++ % BATCHES) * batch * NON_ZEROS;
    fill(at);
    double loss = plan.gradient(batch);
    double sum = norm(parameters.gradients());
    rule.update(step, 1e-5);
    sum += norm(parameters.values());
    digest.reset();
    parameters.visit(digest);
    rule.visit(digest);
    clear(at);
    return loss + sum + digest.value();
  }

  private void fill(int from) {
    SparseRows sparse = plan.sparse();
    if (sparse != null) {
      sparse.clear();
    }
    for (int i = 0, at = from; i < batch; i++) {
      for (int k = 0; k < NON_ZEROS; k++, at++) {
        if (sparse != null) {
          sparse.add(indices[at], 1f);
        } else {
          plan.input()[i * plan.inputStride() + indices[at]] = 1f;
        }
      }
      if (sparse != null) {
        sparse.endRow();
      }
    }
  }

  private void clear(int from) {
    for (int i = 0, at = from; i < batch && plan.sparse() == null; i++) {
      for (int k = 0; k < NON_ZEROS; k++, at++) {
        plan.input()[i * plan.inputStride() + indices[at]] = 0f;
      }
    }
  }

  private double norm(float[] arena) {
    double sum = 0;
    List<Tensor> tensors = parameters.tensors();
    for (int i = 0; i < tensors.size(); i++) {
      sum += parameters.squaredNorm(arena, tensors.get(i));
    }
    return sum;
  }
}
