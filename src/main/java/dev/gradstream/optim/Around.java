package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.state.StateVisitor;
import java.util.List;

/** An option: does something before or after the update of another optimizer. */
abstract class Around extends Slotted {
  final Optimizer then;

  /**
   * @param tensors those that the option touches; the other optimizer may have more
   */
  Around(Parameters parameters, List<Tensor> tensors, Optimizer then) {
    super(parameters, tensors);
    this.then = then;
  }

  @Override
  public void chooseDoubles() {
    super.chooseDoubles();
    then.chooseDoubles();
  }

  @Override
  public boolean gathering() {
    return then.gathering();
  }

  @Override
  public void visit(StateVisitor visitor) {
    super.visit(visitor);
    then.visit(visitor);
  }
}
