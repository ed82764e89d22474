package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.state.StateVisitor;
import dev.gradstream.state.Stateful;
import java.util.List;

/** One number a parameter that an optimizer remembers, laid out like the parameters. */
final class Slot implements Stateful {
  private final List<Tensor> tensors;
  private final String[] names;
  private final float[] values;

  Slot(String name, List<Tensor> tensors, Parameters parameters) {
    this.tensors = tensors;
    this.names =
        tensors.stream().map(t -> "optimizer/" + name + "/" + t.name()).toArray(String[]::new);
    this.values = new float[parameters.size()];
  }

  float[] values() {
    return values;
  }

  @Override
  public void visit(StateVisitor visitor) {
    for (int i = 0; i < names.length; i++) {
      Tensor t = tensors.get(i);
      visitor.floats(names[i], values, t.offset(), t.rows(), t.columns(), t.stride());
    }
  }
}
