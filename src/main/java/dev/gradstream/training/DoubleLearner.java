package dev.gradstream.training;

import dev.gradstream.autodiff.DoublePlan;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.evaluation.Prequential;
import dev.gradstream.features.FeatureStage;
import dev.gradstream.features.Rows;
import dev.gradstream.features.TargetStage;
import dev.gradstream.optim.Optimizer;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.List;

/** The learner of double precision, for small models: vectors, parameters, slots, predictions. */
final class DoubleLearner implements Learner {
  private final DoublePlan plan;
  private final Optimizer optimizer;
  private final boolean scaledTarget;
  private final List<Tensor> tensors;
  private final String[] names;
  private double[] predictions = {}; // on the label's scale; used for scaled targets
  private double[] labels = {};
  private double gradientNorm;

  /**
   * @param optimizer made for doubles
   * @param scaledTarget whether predictions must be taken back to the label's scale
   */
  DoubleLearner(DoublePlan plan, Optimizer optimizer, boolean scaledTarget) {
    this.plan = plan;
    this.optimizer = optimizer;
    this.scaledTarget = scaledTarget;
    this.tensors = plan.layout().tensors();
    this.names = tensors.stream().map(t -> "parameters/" + t.name()).toArray(String[]::new);
  }

  @Override
  public void load(
      FeatureStage features, TargetStage target, Rows rows, int[] order, int from, int to) {
    plan.rows(to - from);
    features.transform(rows, order, from, to, plan.input().values(), plan.input().columns());
    target.transform(rows, order, from, to, plan.target().values(), plan.target().columns());
    if (plan.weighted()) {
      for (int i = from; i < to; i++) {
        plan.exampleWeights()[i - from] = rows.value(order[i], rows.layout().weightIndex());
      }
    }
    if (plan.sparse() != null) {
      features.encode(rows, order, from, to, plan.sparse());
    }
  }

  @Override
  public double loss(int examples) {
    return plan.loss();
  }

  @Override
  public double learn(int examples, long step, long age, double rate) {
    double loss = plan.gradient(step);
    gradientNorm = Math.sqrt(squaredNorm(plan.gradients()));
    optimizer.update(age, rate, plan.gradients(), plan.weights());
    return loss;
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
    return Double.isFinite(squaredNorm(plan.weights()));
  }

  // Padding is zero.
  private static double squaredNorm(double[] arena) {
    double sum = 0;
    for (double value : arena) {
      sum += value * value;
    }
    return sum;
  }

  @Override
  public void score(
      Prequential metrics, TargetStage target, Rows rows, int[] order, int from, int examples) {
    double[] raw = plan.prediction().values();
    if (!scaledTarget) {
      metrics.observe(
          raw,
          plan.prediction().columns(),
          plan.target().values(),
          plan.target().columns(),
          plan.rowLosses(),
          examples);
      return;
    }
    if (predictions.length < examples) {
      predictions = new double[examples];
      labels = new double[examples];
    }
    for (int i = 0; i < examples; i++) {
      predictions[i] = target.back(raw[i * plan.prediction().columns()]);
      labels[i] = rows.value(order[from + i], rows.layout().labelIndex());
    }
    metrics.observe(predictions, 1, labels, 1, plan.rowLosses(), examples);
  }

  @Override
  public Stateful parameters() {
    return this::visitParameters;
  }

  @Override
  public void answers(
      TargetStage target, int rows, double[] outputs, double[] predictions, int width) {
    int columns = plan.output().columns();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        outputs[r * columns + c] = plan.output().at(r, c);
      }
      for (int c = 0; c < width; c++) {
        predictions[r * width + c] = target.back(plan.prediction().at(r, c));
      }
    }
  }

  @Override
  public List<Look.Part> look(int examples, long step) {
    plan.gradient(step);
    return tensors.stream()
        .map(
            t ->
                new Look.Part(
                    t.name(),
                    t.rows(),
                    t.columns(),
                    histogram(t, plan.weights()),
                    histogram(t, plan.gradients())))
        .toList();
  }

  private static Histogram histogram(Tensor t, double[] arena) {
    return Histogram.of(
        t.rows(),
        t.columns(),
        Look.MOST,
        (row, column) -> arena[t.offset() + row * t.stride() + column]);
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitParameters(visitor);
    optimizer.visit(visitor);
  }

  private void visitParameters(StateVisitor visitor) {
    for (int i = 0; i < names.length; i++) {
      Tensor t = tensors.get(i);
      visitor.doubles(names[i], plan.weights(), t.offset(), t.rows(), t.columns(), t.stride());
    }
  }
}
