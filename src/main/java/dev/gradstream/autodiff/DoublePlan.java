package dev.gradstream.autodiff;

import dev.gradstream.kernel.TouchedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The double-precision twin of {@link Plan}: the same graph by the operations' reference rules, one
 * node after another. For small models; slow and exact beside a plan.
 *
 * <p>Usage: {@link #rows}, fill {@link #input()} and {@link #target()}, then {@link #loss()} or
 * {@link #gradient}. Matrices are kept as long as the number of rows stays the same. One thread at
 * a time.
 */
public final class DoublePlan {
  private final Objective objective;
  private final Parameters layout;
  private final List<Node> leaves; // the graph's parameters, in the layout's order
  private final List<Node> slopes; // of the leaves; null where nothing flows
  private final List<Node> forward;
  private final List<Node> backward; // what is left for the gradient
  private final Matrix[] values;
  private final List<List<Matrix>> inputs = new ArrayList<>(); // of each node
  private final double[] weights;
  private final double[] gradients;
  private final boolean drops;
  private int rows;
  private final Node sparseInput; // null where there is none
  private SparseRows sparse;

  DoublePlan(Objective objective, Parameters initial) {
    this.objective = objective;
    this.layout = initial;
    Graph graph = objective.graph();
    Gradients found = objective.gradients();
    this.leaves = Gradients.parameters(graph);
    this.slopes = leaves.stream().map(leaf -> found.of(leaf).orElse(null)).toList();
    List<Node> wanted = List.of(objective.output(), objective.prediction(), objective.loss());
    this.forward = Compiler.live(graph.nodes(), wanted);
    List<Node> ends = slopes.stream().filter(slope -> slope != null).toList();
    this.backward = new ArrayList<>(Compiler.live(graph.nodes(), ends));
    backward.removeAll(forward);
    this.sparseInput =
        forward.stream().filter(node -> node.op() instanceof Leaf.Sparse).findFirst().orElse(null);
    this.drops = forward.stream().anyMatch(node -> node.op() instanceof Dropout);
    this.values = new Matrix[graph.nodes().size()];
    this.weights = new double[initial.size()];
    this.gradients = new double[initial.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = initial.values()[i];
    }
  }

  /** Makes room for a batch; what was filled in before is lost where the number of rows changes. */
  public void rows(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException("rows=" + rows + ": must be at least 1");
    }
    if (rows == this.rows) {
      return;
    }
    this.rows = rows;
    sparse = sparseInput == null ? null : new SparseRows(sparseInput.shape().columns(), rows);
    for (Node node : objective.graph().nodes()) {
      values[node.index()] = new Matrix(node.shape().rows(rows), node.shape().columns());
      switch (node.op()) {
        case Leaf.Constant(double value) -> values[node.index()].set(0, 0, value);
        case Leaf.Constants(List<Double> numbers) -> {
          for (int i = 0; i < numbers.size(); i++) {
            values[node.index()].set(i, 0, numbers.get(i));
          }
        }
        case Leaf.Share() -> values[node.index()].set(0, 0, 1.0 / rows);
        default -> {}
      }
    }
    inputs.clear();
    for (Node node : objective.graph().nodes()) {
      inputs.add(node.inputs().stream().map(this::of).toList());
    }
  }

  private Matrix of(Node node) {
    return values[node.index()];
  }

  /** (rows, inputs), without padding. */
  public Matrix input() {
    return of(objective.input());
  }

  /** The sparse input, to be filled anew for every batch; null if there is none. */
  public SparseRows sparse() {
    return sparse;
  }

  /** (rows, targets), without padding. */
  public Matrix target() {
    return of(objective.target());
  }

  /** Whether examples have weights. */
  public boolean weighted() {
    return objective.weight().isPresent();
  }

  /** What each example counts; only where {@link #weighted()}. */
  public double[] exampleWeights() {
    return of(objective.weight().orElseThrow()).values();
  }

  /** The raw output, (rows, outputs). */
  public Matrix output() {
    return of(objective.output());
  }

  /** The output through the loss's link, (rows, outputs). */
  public Matrix prediction() {
    return of(objective.prediction());
  }

  /** The loss of each row. */
  public double[] rowLosses() {
    return of(objective.loss()).values();
  }

  /** The parameters' places in {@link #weights()} and {@link #gradients()}. */
  public Parameters layout() {
    return layout;
  }

  /** All parameters, changed by whoever trains them. */
  public double[] weights() {
    return weights;
  }

  /** Filled by {@link #gradient}. */
  public double[] gradients() {
    return gradients;
  }

  /** Whether a training step's forward pass drops something, and so is no prediction. */
  public boolean drops() {
    return drops;
  }

  /** Forward, as outside of training: the mean loss. */
  public double loss() {
    return forward(0);
  }

  private double forward(long step) {
    for (Node node : forward) {
      if (node.op() instanceof Leaf.StepNumber) {
        Matrix digits = Leaf.StepNumber.matrix(step);
        System.arraycopy(digits.values(), 0, of(node).values(), 0, digits.values().length);
      }
    }
    for (int i = 0; i < leaves.size(); i++) {
      Tensor t = layout.tensor(leaves.get(i).op().label());
      double[] matrix = of(leaves.get(i)).values();
      for (int r = 0; r < t.rows(); r++) {
        System.arraycopy(
            weights, t.offset() + r * t.stride(), matrix, r * t.columns(), t.columns());
      }
    }
    spread();
    run(forward);
    double sum = 0;
    for (double loss : rowLosses()) {
      sum += loss;
    }
    return sum / rows;
  }

  /**
   * Forward and backward of the objective, as in training step {@code step}, whose gradient is in
   * {@link #gradients()} afterwards; gives the mean loss, whatever the objective's scale.
   */
  public double gradient(long step) {
    double loss = forward(step);
    run(backward);
    for (int i = 0; i < leaves.size(); i++) {
      Tensor t = layout.tensor(leaves.get(i).op().label());
      touch(layout.touched(t));
      for (int r = 0; slopes.get(i) != null && r < t.rows(); r++) {
        double[] slope = of(slopes.get(i)).values();
        System.arraycopy(
            slope, r * t.columns(), gradients, t.offset() + r * t.stride(), t.columns());
      }
    }
    return loss;
  }

  // The sparse input with all its zeros.
  private void spread() {
    if (sparse == null) {
      return;
    }
    if (sparse.rows() != rows) {
      throw new IllegalStateException("rows=" + rows + ": the sparse input holds " + sparse.rows());
    }
    Matrix matrix = of(sparseInput);
    Arrays.fill(matrix.values(), 0);
    for (int row = 0; row < rows; row++) {
      for (int k = sparse.start(row); k < sparse.start(row + 1); k++) {
        matrix.set(row, sparse.column(k), sparse.value(k));
      }
    }
  }

  /** Says which rows of a table the batch has touched; null for a dense tensor. */
  private void touch(TouchedRows touched) {
    if (touched != null) {
      touched.begin();
      for (int k = 0; k < sparse.count(); k++) {
        touched.touch(sparse.column(k));
      }
    }
  }

  private void run(List<Node> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (!(node.op() instanceof Leaf)) {
        Matrix output = of(node);
        Arrays.fill(output.values(), 0);
        node.op().evaluate(inputs.get(node.index()), output);
      }
    }
  }
}
