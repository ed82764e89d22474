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
 * everywhere. Below that loop stands the rule again for one number in double precision, as the
 * class comment has it; a contract over the catalogue holds the two together.
 */
abstract class ElementRule implements Optimizer {
  private final Stretch[] stretches;
  private final List<Tensor> tensors;
  private final Parameters parameters;
  private final List<Slot> slots = new ArrayList<>();
  private final List<Double> initials = new ArrayList<>(); // of the slots
  private double[][] exact; // (parameters, slots) of the double form; null until it is used

  ElementRule(Parameters parameters, List<Tensor> tensors) {
    this.parameters = parameters;
    this.tensors = tensors;
    this.stretches = Stretch.of(tensors).toArray(new Stretch[0]);
  }

  /** A slot of zeros. */
  final float[] slot(String name) {
    return slot(name, 0);
  }

  /** A slot with an initial value, in the padding too, which never shows. */
  final float[] slot(String name, double initial) {
    Slot slot = new Slot(name, tensors, parameters);
    slots.add(slot);
    initials.add(initial);
    Arrays.fill(slot.values(), (float) initial);
    return slot.values();
  }

  @Override
  public final void update(long step, double rate) {
    begin(step, rate);
    for (Stretch stretch : stretches) {
      update(parameters.gradients(), parameters.values(), stretch.from(), stretch.to());
    }
  }

  @Override
  public final void update(long step, double rate, double[] gradients, double[] values) {
    begin(step, rate);
    if (exact == null) {
      exact = new double[values.length][];
      Arrays.setAll(exact, i -> initials.stream().mapToDouble(Double::doubleValue).toArray());
    }
    for (Stretch stretch : stretches) {
      for (int i = stretch.from(); i < stretch.to(); i++) {
        values[i] = update(gradients[i], values[i], exact[i]);
      }
    }
  }

  /** Takes what the step fixes for all parameters. */
  abstract void begin(long step, double rate);

  /** Updates w[from] to w[to - 1] by g. */
  abstract void update(float[] g, float[] w, int from, int to);

  /**
   * The new value of one weight w, in double precision.
   *
   * @param slots the weight's slots in the order they were made; renewed in place
   */
  abstract double update(double g, double w, double[] slots);

  @Override
  public final void visit(StateVisitor visitor) {
    slots.forEach(slot -> slot.visit(visitor));
  }
}
