package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.kernel.RowSums;
import dev.gradstream.kernel.TouchedRows;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.Arrays;
import java.util.List;

/**
 * One number a parameter that an optimizer remembers, laid out like the parameters; in floats, or
 * in doubles if they were chosen.
 */
final class Slot implements Stateful {
  private final List<Tensor> tensors;
  private final String[] names;
  private final double initial;
  private final float[] values;
  private final RowSums[] sums; // by tensor; null for a dense one
  private double[] doubles; // null for the form in floats

  Slot(String name, double initial, List<Tensor> tensors, Parameters parameters) {
    this.tensors = tensors;
    this.names =
        tensors.stream().map(t -> "optimizer/" + name + "/" + t.name()).toArray(String[]::new);
    this.initial = initial;
    this.values = new float[parameters.size()];
    Arrays.fill(values, (float) initial);
    this.sums = new RowSums[tensors.size()];
    for (int i = 0; i < sums.length; i++) {
      TouchedRows touched = parameters.touched(tensors.get(i));
      sums[i] = touched == null ? null : new RowSums(touched);
    }
  }

  void chooseDoubles() {
    doubles = new double[values.length];
    Arrays.fill(doubles, initial);
  }

  float[] values() {
    return values;
  }

  double[] doubles() {
    if (doubles == null) {
      throw new IllegalStateException(
          "this optimizer was made for floats; Optimizers.inDoubles makes one for doubles");
    }
    return doubles;
  }

  @Override
  public void visit(StateVisitor visitor) {
    for (int i = 0; i < names.length; i++) {
      Tensor t = tensors.get(i);
      if (doubles == null && sums[i] != null) {
        sums[i].visit(visitor, names[i], values, t.offset(), t.rows(), t.columns(), t.stride());
      } else if (doubles == null) {
        visitor.floats(names[i], values, t.offset(), t.rows(), t.columns(), t.stride());
      } else {
        visitor.doubles(names[i], doubles, t.offset(), t.rows(), t.columns(), t.stride());
      }
    }
  }
}
