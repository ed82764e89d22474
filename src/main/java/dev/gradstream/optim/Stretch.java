package dev.gradstream.optim;

import dev.gradstream.autodiff.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring tensors of an arena as one run of floats [from, to), padding included; padding stays
 * zero in all rules.
 */
record Stretch(int from, int to) {

  /** As few stretches as cover the tensors. */
  static List<Stretch> of(List<Tensor> tensors) {
    List<Stretch> stretches = new ArrayList<>();
    for (Tensor tensor : tensors) {
      int end = tensor.offset() + tensor.length();
      if (!stretches.isEmpty() && stretches.getLast().to() == tensor.offset()) {
        stretches.set(stretches.size() - 1, new Stretch(stretches.getLast().from(), end));
      } else {
        stretches.add(new Stretch(tensor.offset(), end));
      }
    }
    return stretches;
  }
}
