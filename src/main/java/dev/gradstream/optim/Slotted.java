package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;

/** An optimizer over some of the tensors of one arena, with slots beside them. */
abstract class Slotted implements Optimizer {
  final Parameters parameters;
  final List<Tensor> tensors;
  final Stretches stretches;
  private final List<Slot> slots = new ArrayList<>();

  Slotted(Parameters parameters, List<Tensor> tensors) {
    this.parameters = parameters;
    this.tensors = tensors;
    this.stretches = new Stretches(parameters, tensors);
  }

  /** A new slot, in the padding too, which never shows. */
  final Slot keep(String name, double initial) {
    Slot slot = new Slot(name, initial, tensors, parameters);
    slots.add(slot);
    return slot;
  }

  /** The slots in the order they were made. */
  final List<Slot> slots() {
    return slots;
  }

  @Override
  public void update(long step, double rate) {
    update(step, rate, parameters.gradients(), parameters.values());
  }

  @Override
  public void chooseDoubles() {
    slots.forEach(Slot::chooseDoubles);
  }

  @Override
  public void visit(StateVisitor visitor) {
    for (int i = 0; i < slots.size(); i++) { // in every step's digest: no lambda to be made
      slots.get(i).visit(visitor);
    }
  }
}
