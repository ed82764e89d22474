package dev.gradstream.autodiff;

import dev.gradstream.kernel.Kernels;
import dev.gradstream.kernel.TouchedRows;
import java.util.List;
import java.util.Optional;

/**
 * A graph compiled for batches of up to {@link #capacity()} rows: kernel calls in a fixed order on
 * buffers that were allocated once. A call allocates nothing.
 *
 * <p>Usage: fill rows 0 to n - 1 of {@link #input()} and {@link #target()}, then call {@link
 * #gradient} or {@link #forward}. Rows are computed in blocks of {@link #BLOCK}; what is summed
 * over the batch is summed within a block by one chain and over blocks by a binary tree, so that
 * the bits belong to the batch alone.
 *
 * <p>One thread at a time.
 */
public final class Plan {
  /** Rows of one chain of a sum over the batch. */
  public static final int BLOCK = 256;

  private final int capacity;
  private final Parameters parameters;
  private final Buffer input;
  private final Buffer target;
  private final Buffer output;
  private final Buffer prediction;
  private final Buffer loss;
  private final SparseRows sparse; // null where the graph has no sparse input
  private final Optional<Buffer> weight;
  private final Buffer share;
  private final Buffer stepDigits;
  private final boolean drops;
  private final Passes passes;
  private final BlockTree sums;
  private final double[] rowLosses;
  private final GradientUse descending = this::descendRows;
  private long step; // of the next gradient
  private final float[] rate = new float[1]; // of the step at hand

  Plan(
      int capacity,
      Parameters parameters,
      List<Buffer> ends,
      SparseRows sparse,
      Optional<Buffer> weight,
      Buffer share,
      Buffer stepDigits,
      boolean drops,
      Passes passes,
      List<float[]> summed) {
    this.capacity = capacity;
    this.parameters = parameters;
    this.input = ends.get(0);
    this.target = ends.get(1);
    this.output = ends.get(2);
    this.prediction = ends.get(3);
    this.loss = ends.get(4);
    this.sparse = sparse;
    this.weight = weight;
    this.share = share;
    this.stepDigits = stepDigits;
    this.drops = drops;
    this.passes = passes;
    this.sums =
        new BlockTree(
            Kernels.chosen(),
            summed,
            summed.stream()
                .mapToInt(a -> a == parameters.gradients() ? parameters.denseSize() : a.length)
                .toArray(),
            (capacity + BLOCK - 1) / BLOCK);
    this.rowLosses = new double[capacity];
  }

  /** The most rows a batch may have. */
  public int capacity() {
    return capacity;
  }

  /** Columns of the input. */
  public int inputs() {
    return input.columns();
  }

  /** Columns of the output. */
  public int outputs() {
    return output.columns();
  }

  /**
   * (capacity, inputs), row-major, rows {@link #inputStride()} apart; columns beyond {@link
   * #inputs()} must stay 0.
   */
  public float[] input() {
    return input.array();
  }

  public int inputStride() {
    return input.stride();
  }

  /** The sparse input, to be filled with as many rows as the batch has; null if there is none. */
  public SparseRows sparse() {
    return sparse;
  }

  /**
   * What is to be predicted: the number, the label 0 or 1, or the class's index; rows {@link
   * #targetStride()} apart.
   */
  public float[] target() {
    return target.array();
  }

  public int targetStride() {
    return target.stride();
  }

  /** Fills one row of input and target: the convenient way, where speed does not matter. */
  public void set(int row, float[] features, float wanted) {
    if (features.length != inputs()) {
      throw new IllegalArgumentException(
          "expected " + inputs() + " features, got " + features.length);
    }
    System.arraycopy(features, 0, input.array(), input.at(row), features.length);
    target.array()[target.at(row)] = wanted;
  }

  /** Whether examples have weights. */
  public boolean weighted() {
    return weight.isPresent();
  }

  /** What each example counts, one number after the other; only where {@link #weighted()}. */
  public float[] weights() {
    return weight.orElseThrow().array();
  }

  /** The raw output (a logit for logistic and softmax), rows {@link #outputStride()} apart. */
  public float[] output() {
    return output.array();
  }

  public int outputStride() {
    return output.stride();
  }

  /**
   * The output through the loss's link: the number, the probability, or the classes' probabilities.
   */
  public float[] prediction() {
    return prediction.array();
  }

  public int predictionStride() {
    return prediction.stride();
  }

  public Parameters parameters() {
    return parameters;
  }

  /** The loss of each row of the last call of {@link #gradient} or {@link #loss}. */
  public double[] rowLosses() {
    return rowLosses;
  }

  /**
   * The number of the training step that {@link #gradient} and {@link #step} compute from now on:
   * what dropout's masks depend on. 0, as it is at first, for none: nothing is dropped.
   */
  public void at(long step) {
    this.step = step;
  }

  /** Whether a training step's forward pass drops something, and so is no prediction. */
  public boolean drops() {
    return drops;
  }

  /** Fills output and prediction for the first {@code rows} rows; nothing is dropped. */
  public void forward(int rows) {
    check(rows);
    Leaf.StepNumber.write(0, stepDigits.array());
    passes.phases().early(rows);
    for (int from = 0; from < rows; from += BLOCK) {
      passes.phases().forward(from, Math.min(rows, from + BLOCK));
    }
  }

  /** {@link #forward} and the mean loss. */
  public double loss(int rows) {
    forward(rows);
    for (int from = 0; from < rows; from += BLOCK) {
      passes.phases().loss(from, Math.min(rows, from + BLOCK));
    }
    return meanLoss(rows);
  }

  /**
   * Forward, loss and backward of the objective, whose gradient it leaves in {@link
   * Parameters#gradients()}; gives the mean loss, whatever the objective's scale.
   */
  public double gradient(int rows) {
    begin(rows);
    passes.rows(rows);
    for (int from = 0; from < rows; from += BLOCK) {
      passes.phases().sums(from, Math.min(rows, from + BLOCK));
      if (rows > BLOCK) {
        sums.add(from / BLOCK);
      }
    }
    if (rows > BLOCK) {
      sums.finish((rows + BLOCK - 1) / BLOCK);
    }
    passes.phases().late(rows);
    return meanLoss(rows);
  }

  /** Members of the team it works with. */
  public int members() {
    return passes.members();
  }

  /** Whether {@link #gradient(int, boolean, GradientUse)} can take a gradient apart. */
  public boolean takesApart() {
    return passes.hasSlopes();
  }

  /**
   * The same, each stretch of the gradient being handed over as soon as it is known. Where there is
   * a team, its members do so at the same time.
   *
   * @param inArena whether the gradient shall stand in {@link Parameters#gradients()}, at the
   *     latest when it is handed over; else what stands there afterwards is of no use
   */
  public double gradient(int rows, boolean inArena, GradientUse use) {
    if (rows > BLOCK) {
      double loss = gradient(rows);
      for (int i = 0; i < parameters.tensors().size(); i++) {
        Tensor t = parameters.tensors().get(i);
        use.take(0, i, 0, t.rows(), parameters.gradients(), t.offset(), t.stride());
      }
      return loss;
    }
    begin(rows);
    passes.rows(rows);
    passes.slopes(rows, inArena, null, use);
    return meanLoss(rows);
  }

  private void begin(int rows) {
    check(rows);
    share.array()[0] = 1f / rows;
    Leaf.StepNumber.write(step, stepDigits.array());
    passes.early(rows);
  }

  /**
   * {@link #gradient} and w = fma(-rate, gradient, w) for every parameter, with the same bits as an
   * SGD update after it. {@link Parameters#gradients()} holds nothing useful afterwards.
   */
  public double step(int rows, double rate) {
    this.rate[0] = (float) rate;
    if (takesApart() && rows <= BLOCK) {
      begin(rows);
      passes.rows(rows);
      passes.slopes(rows, false, this.rate, descending);
      return meanLoss(rows);
    }
    double loss = gradient(rows);
    descend((float) rate);
    return loss;
  }

  private void descendRows(
      int member, int tensor, int first, int end, float[] gradient, int offset, int stride) {
    Tensor t = parameters.tensors().get(tensor);
    int count = t.stride() == 1 ? end - first : t.columns();
    for (int row = first; row < (t.stride() == 1 ? first + 1 : end); row++) {
      int from = offset + (row - first) * stride;
      int to = t.offset() + row * t.stride();
      Kernels.chosen().descend(count, rate[0], gradient, from, parameters.values(), to);
    }
  }

  private void descend(float rate) {
    float[] values = parameters.values();
    float[] gradients = parameters.gradients();
    Kernels.chosen().descend(parameters.denseSize(), rate, gradients, 0, values, 0);
    for (int i = 0; i < parameters.tensors().size() && parameters.hasTables(); i++) {
      Tensor table = parameters.tensors().get(i);
      TouchedRows touched = parameters.touched(table);
      for (int k = 0; touched != null && k < touched.count(); k++) {
        int from = table.offset() + touched.row(k) * table.stride();
        for (int j = from; j < from + table.stride(); j++) {
          values[j] = Math.fma(-rate, gradients[j], values[j]);
        }
      }
    }
  }

  private double meanLoss(int rows) {
    double sum = 0;
    for (int i = 0; i < rows; i++) {
      rowLosses[i] = loss.array()[i];
      sum += rowLosses[i];
    }
    return sum / rows;
  }

  private void check(int rows) {
    if (rows < 1 || rows > capacity) {
      throw new IllegalArgumentException("rows=" + rows + ": this plan takes 1 to " + capacity);
    }
    if (sparse != null && sparse.rows() != rows) {
      throw new IllegalArgumentException(
          "rows=" + rows + ": the sparse input holds " + sparse.rows());
    }
  }
}
