package dev.gradstream.nn;

import dev.gradstream.autodiff.Gradients;
import dev.gradstream.autodiff.Matrix;
import dev.gradstream.autodiff.Node;
import dev.gradstream.autodiff.Objective;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.autodiff.Reference;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.Generator;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What every model promises, whatever its layers and loss: its gradient is that of its objective,
 * by central differences in double, and its float32 plan computes what the double reference does.
 * On a batch and parameters drawn anew, in training step 3.
 */
final class ModelContract {
  private static final double DIFFERENCE = 1e-5;
  private static final double TOLERANCE = 1e-6;
  private static final double PLAN_TOLERANCE = 1e-5;
  private static final long STEP = 3;

  private final Objective objective;
  private final Gradients gradients;
  private final List<Node> parameters;
  private final Plan plan;
  private final Reference reference;
  private final int rows;

  /**
   * @param inputs value of input column c, drawn anew for every row
   */
  ModelContract(
      Objective objective,
      int rows,
      Generator random,
      IntToDoubleFunction inputs,
      IntToDoubleFunction targets) {
    this.objective = objective;
    this.rows = rows;
    this.gradients = objective.gradients();
    this.parameters = Gradients.parameters(objective.graph());
    Parameters values = Parameters.of(objective.graph());
    this.plan = objective.compile(values, rows);
    for (Tensor tensor : values.tensors()) {
      for (int i = 0; i < tensor.rows(); i++) {
        for (int j = 0; j < tensor.columns(); j++) {
          values.values()[tensor.offset() + i * tensor.stride() + j] =
              (float) (0.5 * random.gaussian());
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      for (int c = 0; c < plan.inputs(); c++) {
        plan.input()[i * plan.inputStride() + c] = (float) inputs.applyAsDouble(c);
      }
      plan.target()[i * plan.targetStride()] = (float) targets.applyAsDouble(i);
      if (plan.weighted()) {
        plan.weights()[i] = i % 4 == 2 ? 0 : 3 * random.nextFloat();
      }
    }
    this.reference = reference();
  }

  private Reference reference() {
    Reference reference = new Reference(objective.graph());
    int inputs = plan.inputs();
    reference.set(objective.input(), matrix(plan.input(), 0, rows, inputs, plan.inputStride()));
    reference.set(objective.target(), matrix(plan.target(), 0, rows, 1, plan.targetStride()));
    objective.weight().ifPresent(w -> reference.set(w, matrix(plan.weights(), 0, rows, 1, 1)));
    for (Node node : parameters) {
      Tensor t = plan.parameters().tensor(node.op().label());
      float[] values = plan.parameters().values();
      reference.set(node, matrix(values, t.offset(), t.rows(), t.columns(), t.stride()));
    }
    reference.run(rows, STEP);
    return reference;
  }

  private static Matrix matrix(float[] values, int offset, int rows, int columns, int stride) {
    Matrix matrix = new Matrix(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        matrix.set(i, j, values[offset + i * stride + j]);
      }
    }
    return matrix;
  }

  /** Whether every slope by a parameter is that of the objective, and one of them is not 0. */
  boolean gradientHolds() {
    double size = 0;
    double worst = 0;
    for (Node parameter : parameters) {
      if (gradients.of(parameter).isEmpty()) {
        continue;
      }
      reference.run(rows, STEP);
      double[] analytic = reference.of(gradients.of(parameter).get()).values().clone();
      double[] values = reference.of(parameter).values();
      for (int i = 0; i < values.length; i++) {
        double kept = values[i];
        values[i] = kept + DIFFERENCE;
        double above = objective();
        values[i] = kept - DIFFERENCE;
        double slope = (above - objective()) / (2 * DIFFERENCE);
        values[i] = kept;
        size += Math.abs(slope);
        worst = Math.max(worst, Math.abs(analytic[i] - slope) / Math.max(1, Math.abs(slope)));
      }
    }
    return size > 0 && worst <= TOLERANCE;
  }

  private double objective() {
    reference.run(rows, STEP);
    double sum = 0;
    for (double loss : reference.of(objective.loss()).values()) {
      sum += loss;
    }
    return reference.of(objective.scale()).at(0, 0) * sum;
  }

  /** Whether loss, predictions and gradient of the plan are those of the reference. */
  boolean planHolds() {
    reference.run(rows, STEP);
    plan.at(STEP);
    double mean = plan.gradient(rows);
    double wanted = 0;
    for (double loss : reference.of(objective.loss()).values()) {
      wanted += loss / rows;
    }
    boolean holds = Math.abs(mean - wanted) <= PLAN_TOLERANCE * Math.max(1, Math.abs(wanted));
    Difference predictions = new Difference();
    Matrix prediction = reference.of(objective.prediction());
    predictions.add(plan.prediction(), 0, plan.predictionStride(), prediction);
    Difference gradient = new Difference();
    for (Node node : parameters) {
      Tensor t = plan.parameters().tensor(node.op().label());
      Matrix slope =
          gradients.of(node).map(reference::of).orElseGet(() -> new Matrix(t.rows(), t.columns()));
      gradient.add(plan.parameters().gradients(), t.offset(), t.stride(), slope);
    }
    return holds && predictions.small() && gradient.small();
  }

  /** Of floats and doubles, relative to the norm of all doubles. */
  private static final class Difference {
    private double error;
    private double norm;

    void add(float[] values, int offset, int stride, Matrix wanted) {
      for (int i = 0; i < wanted.rows(); i++) {
        for (int j = 0; j < wanted.columns(); j++) {
          double difference = values[offset + i * stride + j] - wanted.at(i, j);
          error += difference * difference;
          norm += wanted.at(i, j) * wanted.at(i, j);
        }
      }
    }

    boolean small() {
      return Math.sqrt(error) <= PLAN_TOLERANCE * Math.max(1e-3, Math.sqrt(norm));
    }
  }

  /** The model's outputs in step 3, by the reference. */
  double[] outputs() {
    reference.run(rows, STEP);
    return reference.of(objective.output()).values();
  }
}
