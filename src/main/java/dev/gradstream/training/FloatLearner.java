package dev.gradstream.training;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.evaluation.Prequential;
import dev.gradstream.features.FeatureStage;
import dev.gradstream.features.Rows;
import dev.gradstream.features.TargetStage;
import dev.gradstream.kernel.Digest;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The learner of single precision, on a compiled plan. */
final class FloatLearner implements Learner {
  private final Plan plan;
  private final Parameters parameters;
  private final Optimizer optimizer;
  private final float[] predictions; // (capacity, 1), on the label's scale; used for scaled targets
  private final float[] labels; // (capacity, 1)
  private final Optional<RecordedUpdate> recorded; // empty where one pass comes after another
  private double gradientNorm;
  private boolean known; // whether what was recorded is still so

  /**
   * @param scaledTarget whether predictions must be taken back to the label's scale
   */
  FloatLearner(Plan plan, Optimizer optimizer, boolean scaledTarget) {
    this.plan = plan;
    this.parameters = plan.parameters();
    this.optimizer = optimizer;
    predictions = new float[scaledTarget ? plan.capacity() : 0];
    labels = new float[predictions.length];
    recorded =
        plan.takesApart()
            ? RecordedUpdate.of(parameters, optimizer, plan.members())
            : Optional.empty();
  }

  @Override
  public void load(
      FeatureStage features, TargetStage target, Rows rows, int[] order, int from, int to) {
    features.transform(rows, order, from, to, plan.input(), plan.inputStride());
    target.transform(rows, order, from, to, plan.target(), plan.targetStride());
    if (plan.weighted()) {
      for (int i = from; i < to; i++) {
        plan.weights()[i - from] = (float) rows.value(order[i], rows.layout().weightIndex());
      }
    }
    if (plan.sparse() != null) {
      features.encode(rows, order, from, to, plan.sparse());
    }
  }

  /** Whether a step can be made without rows having been loaded. */
  boolean rehearses() {
    return plan.sparse() == null;
  }

  @Override
  public double loss(int examples) {
    return plan.loss(examples);
  }

  @Override
  public double learn(int examples, long step, long age, double rate) {
    plan.at(step);
    if (recorded.isPresent()) {
      return learn(recorded.get(), examples, age, rate);
    }
    double loss = plan.gradient(examples);
    gradientNorm = Math.sqrt(squaredNorm(parameters.gradients()));
    optimizer.update(age, rate);
    return loss;
  }

  private double learn(RecordedUpdate update, int examples, long age, double rate) {
    update.begin(age, rate);
    double loss = plan.gradient(examples, update.inArena(), update);
    gradientNorm = Math.sqrt(update.squaredNorm());
    known = update.surelyFinite();
    return loss;
  }

  @Override
  public void digest(Digest digest) {
    if (known && digest.position() == 0) {
      recorded.orElseThrow().digest(digest);
    } else {
      Learner.super.digest(digest);
    }
  }

  @Override
  public boolean scoredApart() {
    return plan.drops();
  }

  @Override
  public boolean gathering() {
    return optimizer.gathering();
  }

  @Override
  public double gradientNorm() {
    return gradientNorm;
  }

  @Override
  public boolean finite() {
    return known || Double.isFinite(squaredNorm(parameters.values()));
  }

  private double squaredNorm(float[] arena) {
    double sum = 0;
    for (int i = 0; i < parameters.tensors().size(); i++) {
      sum += parameters.squaredNorm(arena, parameters.tensors().get(i));
    }
    return sum;
  }

  @Override
  public void score(
      Prequential metrics, TargetStage target, Rows rows, int[] order, int from, int examples) {
    if (predictions.length == 0) {
      metrics.observe(
          plan.prediction(),
          plan.predictionStride(),
          plan.target(),
          plan.targetStride(),
          plan.rowLosses(),
          examples);
      return;
    }
    for (int i = 0; i < examples; i++) {
      predictions[i] = (float) target.back(plan.prediction()[i * plan.predictionStride()]);
      labels[i] = (float) rows.value(order[from + i], rows.layout().labelIndex());
    }
    metrics.observe(predictions, 1, labels, 1, plan.rowLosses(), examples);
  }

  @Override
  public Stateful parameters() {
    return visitor -> {
      known = false; // the visitor may write
      parameters.visit(visitor);
    };
  }

  @Override
  public void answers(
      TargetStage target, int rows, double[] outputs, double[] predictions, int width) {
    int columns = plan.outputs();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        outputs[r * columns + c] = plan.output()[r * plan.outputStride() + c];
      }
      for (int c = 0; c < width; c++) {
        predictions[r * width + c] =
            (float) target.back(plan.prediction()[r * plan.predictionStride() + c]);
      }
    }
  }

  @Override
  public List<Look.Part> look(int examples, long step) {
    plan.at(step);
    plan.gradient(examples);
    List<Look.Part> parts = new ArrayList<>();
    for (Tensor t : parameters.tensors()) {
      parts.add(
          new Look.Part(
              t.name(),
              t.rows(),
              t.columns(),
              histogram(t, parameters.values()),
              histogram(t, parameters.gradients())));
    }
    return parts;
  }

  private static Histogram histogram(Tensor t, float[] arena) {
    return Histogram.of(
        t.rows(),
        t.columns(),
        Look.MOST,
        (row, column) -> arena[t.offset() + row * t.stride() + column]);
  }

  @Override
  public void visit(StateVisitor visitor) {
    known = false; // the visitor may write
    parameters.visit(visitor);
    optimizer.visit(visitor);
  }
}
