package dev.gradstream.autodiff;

import dev.gradstream.kernel.Generator;
import java.util.ArrayList;
import java.util.List;

/**
 * What every operation promises: its backward rule is the derivative of its forward rule, and its
 * plan computes what its reference does. Inputs are drawn anew and weighted sums of the results are
 * differentiated.
 */
final class OpContract {
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-6;

  private final Graph graph = new Graph();
  private final List<Node> inputs = new ArrayList<>();
  private final List<Node> parameters = new ArrayList<>();
  private final Node value;
  private final Node total; // sum of the value's elements times numbers of the same order
  private final Reference reference;
  private final int batch;

  /**
   * Applies an operation to inputs that are parameters times 1, batched where the entry says so.
   */
  OpContract(Ops.Entry entry, int batch, long seed) {
    this.batch = batch;
    this.reference = new Reference(graph);
    Generator random = Generator.of(seed, batch);
    for (int i = 0; i < entry.inputs().size(); i++) {
      Shape shape = entry.inputs().get(i);
      Node parameter = graph.parameter("p" + i, shape.rows(batch), shape.columns());
      Matrix values = matrix(shape, batch, random, entry);
      if (i == 0 && sparse(entry.op())) {
        thin(values, random);
      }
      reference.set(parameter, values);
      parameters.add(parameter);
      inputs.add(shape.batched() ? graph.apply(new AsBatch(), parameter) : parameter);
    }
    this.value = graph.apply(entry.op(), inputs.toArray(Node[]::new));
    Node weights = graph.parameter("weights", value.shape().rows(batch), value.shape().columns());
    reference.set(weights, matrix(value.shape(), batch, random, entry));
    Node weighted =
        graph.mul(value, value.shape().batched() ? graph.apply(new AsBatch(), weights) : weights);
    this.total = graph.sumColumns(graph.sumRows(weighted));
  }

  private static Matrix matrix(Shape shape, int batch, Generator random, Ops.Entry entry) {
    Matrix matrix = new Matrix(shape.rows(batch), shape.columns());
    for (int i = 0; i < matrix.values().length; i++) {
      matrix.values()[i] = entry.least() + (entry.most() - entry.least()) * random.nextDouble();
    }
    return matrix;
  }

  private static boolean sparse(Op op) {
    return op instanceof Sparse.Times || op instanceof Sparse.TransposedTimes;
  }

  // Mostly zeros, a row without any entry and a column without any among them.
  private static void thin(Matrix matrix, Generator random) {
    for (int i = 0; i < matrix.values().length; i++) {
      if (random.nextInt(3) > 0 || i / matrix.columns() == 2 || i % matrix.columns() == 4) {
        matrix.values()[i] = 0;
      }
    }
  }

  // Entries from the last column to the first, some of them in two parts.
  private static Buffer entries(Matrix matrix, Shape shape, int batch) {
    Buffer buffer = Buffer.sparse(shape, batch);
    for (int r = 0; r < matrix.rows(); r++) {
      for (int c = matrix.columns() - 1; c >= 0; c--) {
        double value = matrix.at(r, c);
        if (c % 3 == 1) {
          buffer.sparse().add(c, (float) (0.25 * value));
          value *= 0.75;
        }
        buffer.sparse().add(c, (float) value);
      }
      buffer.sparse().endRow();
    }
    return buffer;
  }

  /**
   * The largest disagreement of backward rule and central differences, over all inputs that have a
   * slope.
   */
  double gradientError() {
    Gradients gradients = Gradients.of(total, graph.constant(1));
    double worst = 0;
    boolean any = false;
    for (Node parameter : parameters) {
      if (gradients.of(parameter).isEmpty()) {
        continue;
      }
      any = true;
      reference.run(batch);
      Matrix analytic = reference.of(gradients.of(parameter).get());
      Matrix values = reference.of(parameter);
      for (int i = 0; i < values.values().length; i++) {
        double numeric = numeric(values, i);
        double scale = Math.max(1, Math.abs(numeric));
        worst = Math.max(worst, Math.abs(analytic.values()[i] - numeric) / scale);
      }
    }
    return any ? worst : Double.NaN;
  }

  private double numeric(Matrix values, int i) {
    double kept = values.values()[i];
    values.values()[i] = kept + STEP;
    double above = total();
    values.values()[i] = kept - STEP;
    double below = total();
    values.values()[i] = kept;
    return (above - below) / (2 * STEP);
  }

  private double total() {
    reference.run(batch);
    return reference.of(total).at(0, 0);
  }

  static boolean holds(double error) {
    return error <= TOLERANCE; // false for NaN: an operation without any slope keeps no promise
  }

  /** Norm-relative difference of the float32 step's result and the reference's. */
  double planError() {
    reference.run(batch);
    List<Buffer> places = new ArrayList<>();
    for (Node input : inputs) {
      Buffer buffer = Buffer.allocate(input.shape(), batch);
      Matrix matrix = reference.of(input);
      if (places.isEmpty() && sparse(value.op())) {
        places.add(entries(matrix, input.shape(), batch));
        continue;
      }
      for (int r = 0; r < matrix.rows(); r++) {
        for (int c = 0; c < matrix.columns(); c++) {
          buffer.array()[buffer.at(r) + c] = (float) matrix.at(r, c);
        }
      }
      places.add(buffer);
    }
    Buffer output = Buffer.allocate(value.shape(), batch);
    value.op().compile(places, output).run(0, batch);
    Matrix wanted = reference.of(value);
    double error = 0;
    double norm = 0;
    for (int r = 0; r < wanted.rows(); r++) {
      int width = Math.min(output.stride(), output.array().length - output.at(r));
      for (int c = 0; c < width; c++) {
        double difference =
            output.array()[output.at(r) + c] - (c < wanted.columns() ? wanted.at(r, c) : 0);
        error += difference * difference;
        norm += c < wanted.columns() ? wanted.at(r, c) * wanted.at(r, c) : 0;
      }
    }
    return Math.sqrt(error) / Math.max(1e-3, Math.sqrt(norm));
  }

  /** Lets a parameter stand for a batched value. */
  private record AsBatch() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return Shape.batch(inputs.getFirst().columns());
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      System.arraycopy(inputs.getFirst().values(), 0, output.values(), 0, output.values().length);
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return List.of(slope);
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      throw new IllegalStateException("not part of a plan");
    }
  }
}
