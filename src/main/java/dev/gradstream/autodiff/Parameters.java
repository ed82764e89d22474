package dev.gradstream.autodiff;

import dev.gradstream.kernel.Layout;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All trainable numbers of one network in one arena, and their gradients in another of the same
 * layout: named, padded, row-major tensors. Padding is zero as long as all numbers are finite;
 * after a step that was not, build a new plan or call {@link #clearPadding()}.
 *
 * <p>One thread at a time: the one that runs the plan.
 */
public final class Parameters implements Stateful {
  private final List<Tensor> tensors;
  private final String[] names;
  private final float[] values;
  private final float[] gradients;

  private Parameters(List<Tensor> tensors, int size) {
    this.tensors = List.copyOf(tensors);
    this.names = tensors.stream().map(t -> "parameters/" + t.name()).toArray(String[]::new);
    this.values = new float[size];
    this.gradients = new float[size];
  }

  /** Zeros for every parameter of a graph, in the order they were made. */
  public static Parameters of(Graph graph) {
    List<Tensor> tensors = new ArrayList<>();
    int offset = 0;
    for (Node node : Gradients.parameters(graph)) {
      Shape shape = node.shape();
      Tensor tensor =
          new Tensor(
              node.op().label(),
              shape.rows(),
              shape.columns(),
              offset,
              Layout.stride(shape.columns()));
      tensors.add(tensor);
      offset = Math.addExact(offset, tensor.length());
    }
    return new Parameters(tensors, offset);
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

  /** The arena's length in floats, padding included. */
  public int size() {
    return values.length;
  }

  /** How many numbers are trained, padding left out. */
  public long count() {
    return tensors.stream().mapToLong(t -> (long) t.rows() * t.columns()).sum();
  }

  /** The tensor of a name. */
  public Tensor tensor(String name) {
    for (Tensor tensor : tensors) {
      if (tensor.name().equals(name)) {
        return tensor;
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
      visitor.floats(names[i], values, t.offset(), t.rows(), t.columns(), t.stride());
    }
  }
}
