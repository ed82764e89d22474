package dev.gradstream.autodiff;

import dev.gradstream.kernel.Layout;
import dev.gradstream.kernel.Norms;
import dev.gradstream.kernel.RowSums;
import dev.gradstream.kernel.TouchedRows;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * All trainable numbers of one network in one arena, and their gradients in another of the same
 * layout: named, padded, row-major tensors. Padding is zero as long as all numbers are finite;
 * after a step that was not, build a new plan or call {@link #clearPadding()}.
 *
 * <p>A <i>table</i> is the factor of a sparse product. Tables lie behind the dense tensors, and a
 * batch's gradient of one is zero, and its values stay, but in the rows that it {@link #touched}.
 *
 * <p>One thread at a time: the one that runs the plan.
 */
public final class Parameters implements Stateful {
  private final List<Tensor> tensors;
  private final String[] names;
  private final float[] values;
  private final float[] gradients;
  private final int denseSize;
  private final int size;
  private final TouchedRows[] touched; // by tensor; null for a dense one
  private final RowSums[] sums;

  private Parameters(List<Tensor> tensors, List<Node> tables, int denseSize, int size) {
    this.tensors = List.copyOf(tensors);
    this.denseSize = denseSize;
    this.size = size;
    this.touched = new TouchedRows[tensors.size()];
    this.sums = new RowSums[tensors.size()];
    for (Node table : tables) {
      int index = index(table.op().label());
      touched[index] = new TouchedRows(table.shape().rows());
      sums[index] = new RowSums(touched[index]);
    }
    this.names = tensors.stream().map(t -> "parameters/" + t.name()).toArray(String[]::new);
    this.values = Layout.aligned(size);
    this.gradients = new float[size];
  }

  /** Zeros for every parameter of a graph, in the order they were made. */
  public static Parameters of(Graph graph) {
    List<Node> nodes = Gradients.parameters(graph);
    List<Node> tables = tables(graph);
    Tensor[] tensors = new Tensor[nodes.size()];
    int bare = place(nodes, tensors, node -> !tables.contains(node), 0);
    int denseSize = place(nodes, tensors, node -> !tables.contains(node), Layout.first(bare));
    int size = place(nodes, tensors, tables::contains, denseSize);
    return new Parameters(List.of(tensors), tables, denseSize, size);
  }

  private static int place(
      List<Node> nodes, Tensor[] tensors, Predicate<Node> wanted, int firstOffset) {
    int offset = firstOffset;
    for (int i = 0; i < tensors.length; i++) {
      if (wanted.test(nodes.get(i))) {
        Shape shape = nodes.get(i).shape();
        String name = nodes.get(i).op().label();
        int stride = Layout.stride(shape.columns());
        tensors[i] = new Tensor(name, shape.rows(), shape.columns(), offset, stride);
        offset = Math.addExact(offset, tensors[i].length());
      }
    }
    return Layout.padded(offset);
  }

  // The backward pass may be in the graph by now, and reads no table.
  private static List<Node> tables(Graph graph) {
    List<Node> tables = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (node.op() instanceof Sparse.Times && node.input(1).op() instanceof Leaf.Parameter) {
        tables.add(node.input(1));
      }
    }
    for (Node node : graph.nodes()) {
      for (int i = 0; i < node.inputs().size(); i++) {
        Node input = node.input(i);
        boolean asTable = node.op() instanceof Sparse.Times && i == 1;
        if (tables.contains(input) && (!asTable || Collections.frequency(tables, input) > 1)) {
          throw new IllegalArgumentException(
              input + " is the table of a sparse product, and nothing else may read it: " + node);
        }
      }
    }
    return tables;
  }

  /** A number for each place of a tensor. */
  @FunctionalInterface
  public interface Numbers {
    double at(Tensor tensor, int row, int column);
  }

  /** Sets every parameter, tensor by tensor and row by row, rounded to floats. */
  public void fill(Numbers numbers) {
    for (Tensor tensor : tensors) {
      for (int row = 0; row < tensor.rows(); row++) {
        for (int column = 0; column < tensor.columns(); column++) {
          values[tensor.offset() + row * tensor.stride() + column] =
              (float) numbers.at(tensor, row, column);
        }
      }
    }
  }

  public float[] values() {
    return values;
  }

  /** Filled by {@link Plan#gradient}. */
  public float[] gradients() {
    return gradients;
  }

  public List<Tensor> tensors() {
    return tensors;
  }

  /** Floats of the arena, padding included; {@link #values} may be longer. */
  public int size() {
    return size;
  }

  /** The length of the arena's dense part, which comes first; tables lie behind it. */
  public int denseSize() {
    return denseSize;
  }

  /** The rows of a table that the last batch touched; null for a dense tensor. */
  public TouchedRows touched(Tensor tensor) {
    return touched[index(tensor.name())];
  }

  /** Whether one of the tensors is a table. */
  public boolean hasTables() {
    return denseSize < size;
  }

  /**
   * The squared Euclidean norm of a tensor's part of an arena laid out like this one; of a table,
   * of the rows that the last batch touched.
   */
  public double squaredNorm(float[] arena, Tensor t) {
    TouchedRows rows = touched(t);
    return rows == null
        ? Norms.squared(arena, t.offset(), t.rows(), t.columns(), t.stride())
        : Norms.squared(arena, t.offset(), t.columns(), t.stride(), rows);
  }

  /** How many numbers are trained, padding left out. */
  public long count() {
    return tensors.stream().mapToLong(t -> (long) t.rows() * t.columns()).sum();
  }

  /** The tensor of a name. */
  public Tensor tensor(String name) {
    return tensors.get(index(name));
  }

  private int index(String name) {
    for (int i = 0; i < tensors.size(); i++) {
      if (tensors.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "no tensor " + name + "; there are " + tensors.stream().map(Tensor::name).toList());
  }

  /** Zeroes what lies between and behind the rows, in values and gradients. */
  public void clearPadding() {
    for (Tensor t : tensors) {
      int end = t.offset() + t.length();
      for (int row = 0; row < t.rows() && t.stride() > 1; row++) {
        int at = t.offset() + row * t.stride();
        clear(at + t.columns(), row == t.rows() - 1 ? end : at + t.stride());
      }
      if (t.stride() == 1) {
        clear(t.offset() + t.rows(), end);
      }
    }
  }

  private void clear(int from, int to) {
    Arrays.fill(values, from, to, 0f);
    Arrays.fill(gradients, from, to, 0f);
  }

  @Override
  public void visit(StateVisitor visitor) {
    for (int i = 0; i < names.length; i++) {
      Tensor t = tensors.get(i);
      if (sums[i] == null) {
        visitor.floats(names[i], values, t.offset(), t.rows(), t.columns(), t.stride());
      } else {
        sums[i].visit(visitor, names[i], values, t.offset(), t.rows(), t.columns(), t.stride());
      }
    }
  }
}
