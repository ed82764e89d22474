package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * An optimizer that treats each parameter by the same rule. A member says how one stretch of floats
 * is updated, in a loop simple enough for the compiler to vectorise: each array indexed by the
 * loop's own variable, {@code fma}, {@code sqrt} and division only, which are exactly rounded
 * everywhere. Below that loop stands the rule again for one number in double precision, as the
 * class comment has it; a contract over the catalogue holds the two together.
 */
abstract class ElementRule extends Slotted {
  private double[] remembered = {}; // one parameter's slots, in the double form

  ElementRule(Parameters parameters, List<Tensor> tensors) {
    super(parameters, tensors);
  }

  /** A slot of zeros. */
  final float[] slot(String name) {
    return slot(name, 0);
  }

  /** A slot with an initial value. */
  final float[] slot(String name, double initial) {
    float[] values = keep(name, initial).values();
    remembered = new double[slots().size()];
    return values;
  }

  @Override
  public final void update(long step, double rate, float[] gradients, float[] values) {
    begin(step, rate);
    for (int s = 0; s < stretches.count(); s++) {
      update(gradients, values, stretches.from(s), stretches.to(s));
    }
  }

  @Override
  public final void update(long step, double rate, double[] gradients, double[] values) {
    begin(step, rate);
    List<Slot> slots = slots();
    for (int s = 0; s < stretches.count(); s++) {
      for (int i = stretches.from(s), to = stretches.to(s); i < to; i++) {
        for (int k = 0; k < remembered.length; k++) {
          remembered[k] = slots.get(k).doubles()[i];
        }
        values[i] = update(gradients[i], values[i], remembered);
        for (int k = 0; k < remembered.length; k++) {
          slots.get(k).doubles()[i] = remembered[k];
        }
      }
    }
  }

  /**
   * Whether the rule sets a weight to what its slots say, instead of adding a change to the weight
   * that does not depend on it.
   */
  boolean setsWeights() {
    return false;
  }

  @Override
  public final Optional<Stretchwise> stretchwise() {
    return tensors.equals(parameters.tensors()) ? Optional.of(new ByStretches()) : Optional.empty();
  }

  private final class ByStretches implements Stretchwise {
    @Override
    public void begin(long step, double rate) {
      ElementRule.this.begin(step, rate);
    }

    @Override
    public void update(float[] gradients, float[] values, int from, int to) {
      ElementRule.this.update(gradients, values, from, to);
    }

    @Override
    public boolean descends() {
      return ElementRule.this instanceof Sgd;
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
}
