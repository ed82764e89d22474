package dev.gradstream.autodiff;

/** The reference run on a plan's batch and parameters. */
final class Twin {
  private final Objective objective;
  private final Reference reference;
  private final Gradients gradients;
  private final int rows;

  Twin(Objective objective, Plan plan, int rows) {
    this(objective, plan, rows, 0);
  }

  Twin(Objective objective, Plan plan, int rows, long step) {
    this.objective = objective;
    this.rows = rows;
    this.gradients = objective.gradients();
    this.reference = new Reference(objective.graph());
    reference.set(
        objective.input(), matrix(plan.input(), 0, rows, plan.inputs(), plan.inputStride()));
    reference.set(
        objective.target(),
        matrix(plan.target(), 0, rows, objective.target().shape().columns(), plan.targetStride()));
    for (Node node : objective.graph().nodes()) {
      if (node.op() instanceof Leaf.Sparse) {
        reference.set(node, matrix(plan.sparse(), rows));
      }
    }
    for (Node node : Gradients.parameters(objective.graph())) {
      Tensor t = plan.parameters().tensor(node.op().label());
      reference.set(
          node, matrix(plan.parameters().values(), t.offset(), t.rows(), t.columns(), t.stride()));
    }
    objective
        .weight()
        .ifPresent(weight -> reference.set(weight, matrix(plan.weights(), 0, rows, 1, 1)));
    reference.run(rows, step);
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

  private static Matrix matrix(SparseRows sparse, int rows) {
    Matrix matrix = new Matrix(rows, sparse.width());
    for (int i = 0; i < rows; i++) {
      for (int k = sparse.start(i); k < sparse.start(i + 1); k++) {
        matrix.set(i, sparse.column(k), sparse.value(k));
      }
    }
    return matrix;
  }

  double meanLoss() {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      sum += reference.of(objective.loss()).at(i, 0);
    }
    return sum / rows;
  }

  Matrix slope(String parameter) {
    for (Node node : Gradients.parameters(objective.graph())) {
      if (node.op().label().equals(parameter)) {
        return reference.of(gradients.of(node).orElseThrow());
      }
    }
    throw new IllegalArgumentException("no parameter " + parameter);
  }
}
