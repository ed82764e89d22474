package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An optimizer that treats each parameter by the same rule. A member says how one stretch of floats
 * is updated, in a loop simple enough for the compiler to vectorise: each array indexed by the
 * loop's own variable, {@code fma}, {@code sqrt} and division only, which are exactly rounded
 * everywhere.
 */
abstract class ElementRule implements Optimizer {
  private final Stretch[] stretches;
  private final List<Tensor> tensors;
  private final Parameters parameters;
  private final List<Slot> slots = new ArrayList<>();

  ElementRule(Parameters parameters, List<Tensor> tensors) {
    this.parameters = parameters;
    this.tensors = tensors;
    this.stretches = Stretch.of(tensors).toArray(new Stretch[0]);
  }

  /** A slot of zeros. */
  final float[] slot(String name) {
    Slot slot = new Slot(name, tensors, parameters);
    slots.add(slot);
    return slot.values();
  }

  /** A slot with an initial value, in the padding too, which never shows. */
  final float[] slot(String name, float initial) {
    float[] values = slot(name);
    Arrays.fill(values, initial);
    return values;
  }

  @Override
  public final void update(long step, double rate) {
    begin(step, rate);
    for (Stretch stretch : stretches) {
      update(parameters.gradients(), parameters.values(), stretch.from(), stretch.to());
    }
  }

  /** Takes what the step fixes for all parameters. */
  abstract void begin(long step, double rate);

  /** Updates w[from] to w[to - 1] by g. */
  abstract void update(float[] g, float[] w, int from, int to);

  @Override
  public final void visit(StateVisitor visitor) {
    slots.forEach(slot -> slot.visit(visitor));
  }
}
